import { Type } from 'typebox';
import type { Actor } from '../../access/actor.ts';
import { hasPermission, requirePermission } from '../../access/permissions.ts';
import { type App, actorOf } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import type { NewsStream } from '../../http/news-stream.ts';
import { answerCall, noteShown } from '../alarms/answer-call.ts';
import { CallSchema, listMyCalls } from '../alarms/list-my-calls.ts';
import { addContact, Contact, listContacts, NewContact, removeContact } from './edit-contacts.ts';
import { listOwnDevices, OwnDevice } from './list-own-devices.ts';

const Alarm = Type.Object({ alarm: Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }) });
const Id = Type.Object({ id: Type.Integer({ minimum: 0, maximum: 2147483647 }) });
const tags = ['alarms'];

/** Who keeps the list of those who are called: the desk, and whoever hangs the device up. */
function requireContacts(actor: Actor): void {
  if (!hasPermission(actor, 'device.mount')) requirePermission(actor, 'device.edit');
}

/** Calls of phones when life is in danger: mine, seen, acknowledged; and who outside the staff is called. */
export function registerCallRoutes(app: App, ctx: Context, stream: NewsStream): void {
  app.get(
    '/api/devices/calls',
    {
      schema: {
        tags,
        summary: 'Alarms for which I was called, those that still call first',
        response: { 200: Type.Object({ rows: Type.Array(CallSchema) }) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'call.answer');
      return { rows: await listMyCalls(ctx, actor) };
    },
  );
  app.get(
    '/api/devices/calls/events',
    {
      schema: {
        tags,
        summary: 'Live changes of alarms for which I was called, and of those within sight (server-sent events)',
        querystring: Type.Object({ post: Type.Optional(Type.String({ pattern: '^\\d{1,9}$' })) }),
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requirePermission(actor, 'call.answer');
      const last = Number(request.headers['last-event-id']);
      await stream.attach(actor, reply, Number.isSafeInteger(last) && last > 0 ? last : undefined);
      return reply;
    },
  );
  app.post(
    '/api/devices/calls/:alarm/shown',
    {
      schema: { tags, summary: 'The call is on my screen', params: Alarm, response: { 200: Type.Object({}) } },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'call.answer');
      await noteShown(ctx, actor, request.params.alarm);
      return {};
    },
  );
  app.post(
    '/api/devices/calls/:alarm/acknowledge',
    {
      schema: {
        tags,
        summary: 'I have seen it: all phones stop calling',
        params: Alarm,
        response: { 200: Type.Object({ first: Type.Boolean() }) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'call.answer');
      return { first: await answerCall(ctx, actor, request.params.alarm) };
    },
  );
  app.get(
    '/api/devices/own',
    {
      schema: {
        tags: ['devices'],
        summary: 'Devices for which I am a contact: at home, or in the building I look after',
        response: { 200: Type.Object({ rows: Type.Array(OwnDevice) }) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'call.answer');
      return { rows: await listOwnDevices(ctx, actor) };
    },
  );
  app.get(
    '/api/devices/:id/contacts',
    {
      schema: {
        tags: ['devices'],
        summary: 'Residents who are called when life is in danger',
        params: Id,
        response: { 200: Type.Object({ rows: Type.Array(Contact) }) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requireContacts(actor);
      return { rows: await listContacts(ctx, actor, request.params.id) };
    },
  );
  app.post(
    '/api/devices/:id/contacts',
    {
      schema: {
        tags: ['devices'],
        summary: 'Ask a resident to be called; nobody is who has not said yes',
        params: Id,
        body: NewContact,
        response: { 201: Type.Object({ account: Type.String() }) },
      },
    },
    async (request, reply) => {
      const actor = actorOf(request);
      requireContacts(actor);
      return reply.code(201).send({ account: await addContact(ctx, actor, request.params.id, request.body) });
    },
  );
  app.delete(
    '/api/devices/:id/contacts/:account',
    {
      schema: {
        tags: ['devices'],
        summary: 'No longer call a resident',
        params: Type.Object({ ...Id.properties, account: Type.String({ minLength: 1, maxLength: 100 }) }),
        response: { 200: Type.Object({}) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requireContacts(actor);
      await removeContact(ctx, actor, request.params.id, request.params.account);
      return {};
    },
  );
}
