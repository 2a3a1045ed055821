import type { Auth } from './auth.ts';

/**
 * Makes the sign-in user of a staff account, or gives an existing one a new password.
 * @param account the account's id, which becomes the user's id
 */
export async function createUser(
  auth: Auth,
  user: { account: string; username: string; name: string; password: string },
): Promise<void> {
  const { adapter, password } = await auth.$context;
  const hash = await password.hash(user.password);
  const now = new Date();
  const existing = await adapter.findOne({ model: 'user', where: [{ field: 'id', value: user.account }] });
  if (existing) {
    await adapter.update({
      model: 'account',
      where: [
        { field: 'userId', value: user.account },
        { field: 'providerId', value: 'credential' },
      ],
      update: { password: hash, updatedAt: now },
    });
    return;
  }
  const email = `${user.account.toLowerCase()}@staff.invalid`; // the library wants one; nothing is ever sent there
  await adapter.create({
    model: 'user',
    forceAllowId: true,
    data: {
      id: user.account,
      name: user.name,
      email,
      emailVerified: false,
      username: user.username.toLowerCase(),
      displayUsername: user.username,
      createdAt: now,
      updatedAt: now,
    },
  });
  await adapter.create({
    model: 'account',
    data: {
      userId: user.account,
      accountId: user.account,
      providerId: 'credential',
      password: hash,
      createdAt: now,
      updatedAt: now,
    },
  });
}
