import { registerMeRoutes } from './access/routes/me.ts';
import { registerResidentSignIn } from './access/routes/resident-sign-in.ts';
import { registerSamplePeople } from './access/routes/sample-people.ts';
import { registerAreaRoutes } from './areas/routes/register-areas.ts';
import { registerCaseRoutes } from './cases/routes/register-case-routes.ts';
import { registerEventRoute } from './cases/routes/register-event-route.ts';
import { registerLookRoutes } from './cases/routes/register-look-routes.ts';
import type { StepStream } from './cases/step-stream.ts';
import { registerNoticeRoutes } from './community/register-notice-routes.ts';
import { registerFileRoutes } from './files/routes.ts';
import type { Rooms } from './http/build-app.ts';

/** The rooms' routes, in the order of the house. */
export function roomsOf(stream: StepStream): Rooms {
  return [
    registerMeRoutes,
    registerResidentSignIn,
    registerSamplePeople,
    registerAreaRoutes,
    registerFileRoutes,
    registerCaseRoutes,
    registerLookRoutes,
    (app) => registerEventRoute(app, stream),
    registerNoticeRoutes,
  ];
}
