import { Type } from 'typebox';
import { requirePermission } from '../../access/permissions.ts';
import { type App, actorOf, Nullable } from '../../http/app.ts';
import type { Context } from '../../http/context.ts';
import { BatteryQuery, BatteryRow, DeviceCare, Fleet, FleetQuery, Issue, IssueQuery } from '../care/care-schemas.ts';
import { listBatteries } from '../care/list-batteries.ts';
import { listIssues } from '../care/list-issues.ts';
import { readDeviceCare } from '../care/read-device-care.ts';
import { readFleet } from '../care/read-fleet.ts';

const tags = ['devices'];

/** How the fleet is doing: availability, issues, batteries. */
export function registerCareRoutes(app: App, ctx: Context): void {
  app.get(
    '/api/devices/fleet',
    {
      schema: {
        tags,
        summary: 'The fleet within sight: counts, availability, time to repair, issues, batteries',
        querystring: FleetQuery,
        response: { 200: Fleet },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      return readFleet(ctx, actor, request.query);
    },
  );
  app.get(
    '/api/devices/issues',
    {
      schema: {
        tags,
        summary: 'What ails devices within sight, or did, newest first',
        querystring: IssueQuery,
        response: { 200: Type.Object({ rows: Type.Array(Issue), next: Nullable(Type.Integer()) }) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      return listIssues(ctx, actor, request.query);
    },
  );
  app.get(
    '/api/devices/batteries',
    {
      schema: {
        tags,
        summary: 'Batteries within sight that will be empty soon, the next first',
        querystring: BatteryQuery,
        response: { 200: Type.Array(BatteryRow) },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      return listBatteries(ctx, actor, request.query);
    },
  );
  app.get(
    '/api/devices/:id/care',
    {
      schema: {
        tags,
        summary: 'How a device is doing: rhythm, availability, battery, issues',
        params: Type.Object({ id: Type.Integer({ minimum: 1, maximum: 2147483647 }) }),
        response: { 200: DeviceCare },
      },
    },
    async (request) => {
      const actor = actorOf(request);
      requirePermission(actor, 'device.read');
      return readDeviceCare(ctx, actor, request.params.id);
    },
  );
}
