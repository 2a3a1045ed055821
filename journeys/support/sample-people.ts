import { type Client, type Person, signInAs } from './client.ts';

type PostRow = {
  area: string;
  areaName: string;
  role: string;
  organisationName: string;
  holders: { account: string; name: string }[];
};

/** The sample people, found by role and by where they work. */
export class SamplePeople {
  readonly url: string;
  readonly all: readonly Person[];

  private constructor(url: string, all: readonly Person[]) {
    this.url = url;
    this.all = all;
  }

  /** Reads everybody who holds a post, with the eyes of the manager. */
  static async read(url: string): Promise<SamplePeople> {
    const offered = (await (await fetch(`${url}/api/sample/people`)).json()) as Person[];
    const manager = await signInAs(url, new SamplePeople(url, offered).find('manager'));
    const posts = await manager.ok<PostRow[]>('GET', '/api/posts');
    const people = posts.flatMap(({ role, area, areaName, organisationName, holders }) =>
      holders.map(({ account, name }) => ({ account, name, role, area, areaName, organisation: organisationName })),
    );
    return new SamplePeople(url, people);
  }

  /**
   * The first person with a role whom the test wants.
   * @throws Error when the sample has nobody like that
   */
  find(role: string, fits: (person: Person) => boolean = () => true): Person {
    const person = this.all.find((candidate) => candidate.role === role && fits(candidate));
    if (!person) throw new Error(`The sample has no ${role} like that.`);
    return person;
  }

  /** Somebody with the role over the area: the deepest post whose area contains it. */
  over(role: string, area: string): Person {
    const [person] = this.all
      .filter((candidate) => candidate.role === role && area.startsWith(candidate.area))
      .sort((a, b) => b.area.length - a.area.length);
    if (!person) throw new Error(`The sample has no ${role} over ${area}.`);
    return person;
  }

  signIn(person: Person): Promise<Client> {
    return signInAs(this.url, person);
  }
}
