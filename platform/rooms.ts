import { registerAccounts } from './access/routes/accounts.ts';
import { registerDuty } from './access/routes/duty.ts';
import { registerEditPosts } from './access/routes/edit-posts.ts';
import { registerKeys } from './access/routes/keys.ts';
import { registerListPosts } from './access/routes/list-posts.ts';
import { registerMeRoutes } from './access/routes/me.ts';
import { registerResidentSignIn } from './access/routes/resident-sign-in.ts';
import { registerSamplePeople } from './access/routes/sample-people.ts';
import { registerAreaRoutes } from './areas/routes/register-areas.ts';
import { registerCaseRoutes } from './cases/routes/register-case-routes.ts';
import { registerEventRoute } from './cases/routes/register-event-route.ts';
import { registerLookRoutes } from './cases/routes/register-look-routes.ts';
import { registerLimits } from './catalogue/routes/limits.ts';
import { registerMatters } from './catalogue/routes/matters.ts';
import { registerProcedures } from './catalogue/routes/procedures.ts';
import { registerNoticeRoutes } from './community/register-notice-routes.ts';
import { registerBinRoutes } from './devices/bins/register-bin-routes.ts';
import type { Dialects } from './devices/dialects/create-dialects.ts';
import type { Devices } from './devices/intake/create-devices.ts';
import { registerClaimRoutes } from './devices/placing/register-claim-routes.ts';
import { registerMountRoutes } from './devices/placing/register-mount-routes.ts';
import { registerOwnDeviceRoutes } from './devices/placing/register-own-routes.ts';
import { registerFirmwareRoutes } from './devices/rollouts/register-firmware-routes.ts';
import { registerPackageRoutes } from './devices/rollouts/register-package-routes.ts';
import { registerRolloutRoutes } from './devices/rollouts/register-rollout-routes.ts';
import { registerAlarmRoutes } from './devices/routes/register-alarm-routes.ts';
import { registerCallRoutes } from './devices/routes/register-call-routes.ts';
import { registerCareRoutes } from './devices/routes/register-care-routes.ts';
import { registerCommandRoutes } from './devices/routes/register-command-routes.ts';
import { registerDeviceRoutes } from './devices/routes/register-device-routes.ts';
import { registerPastRoutes } from './devices/routes/register-past-routes.ts';
import { registerSpeechRoutes } from './devices/routes/register-speech-routes.ts';
import { registerTrialRoutes } from './devices/routes/register-trial-routes.ts';
import { registerDeviceHook } from './devices/routes/take-hook.ts';
import { registerDeviceTelemetry } from './devices/routes/take-telemetry.ts';
import { registerFileRoutes } from './files/routes.ts';
import type { Rooms } from './http/build-app.ts';
import type { NewsStream } from './http/news-stream.ts';
import { registerIndicators } from './insights/routes/indicators.ts';
import { registerStreetReport } from './insights/routes/street-report.ts';
import { registerIntakeRoutes } from './intake/register-intake-routes.ts';
import { registerPushRoutes } from './push/register-push-routes.ts';
import { registerBatchRoutes } from './records/batches/register-batch-routes.ts';
import { registerCompareRoutes } from './records/compare/register-compare-routes.ts';
import { registerCompareFileRoutes } from './records/compare/register-file-routes.ts';
import { registerDoubtRoutes } from './records/doubts/register-doubt-routes.ts';
import { registerRunRoutes } from './records/entities/register-run-routes.ts';
import { registerOwnRoutes } from './records/own/register-own-routes.ts';
import { registerDecisionRoutes } from './records/pages/register-decision-routes.ts';
import { registerPageRoutes } from './records/pages/register-page-routes.ts';
import { registerSearchRoutes } from './records/search/register-search-routes.ts';
import { registerSharingRoutes } from './records/sharing/register-sharing-routes.ts';
import { registerSourceRoutes } from './records/sources/register-source-routes.ts';
import { registerVaultRoutes } from './records/vault/register-vault-routes.ts';

/** The rooms' routes, in the order of the house. */
export function roomsOf(stream: NewsStream, alarms: NewsStream, devices: Devices, dialects: Dialects): Rooms {
  return [
    registerMeRoutes,
    registerResidentSignIn,
    registerSamplePeople,
    registerListPosts,
    registerEditPosts,
    registerDuty,
    registerAccounts,
    registerKeys,
    registerMatters,
    registerProcedures,
    registerLimits,
    registerAreaRoutes,
    registerFileRoutes,
    (app, ctx) => registerPushRoutes(app, ctx),
    registerCaseRoutes,
    registerLookRoutes,
    (app) => registerEventRoute(app, stream),
    registerSourceRoutes,
    registerBatchRoutes,
    registerRunRoutes,
    registerSearchRoutes,
    registerPageRoutes,
    registerDecisionRoutes,
    registerCompareRoutes,
    registerCompareFileRoutes,
    registerSharingRoutes,
    registerDoubtRoutes,
    registerOwnRoutes,
    registerVaultRoutes,
    registerNoticeRoutes,
    registerIntakeRoutes,
    (app, ctx) => registerDeviceTelemetry(app, ctx, devices),
    (app, ctx) => registerDeviceHook(app, ctx, devices, dialects),
    (app, ctx) => registerSpeechRoutes(app, ctx, dialects.declared),
    registerClaimRoutes,
    registerOwnDeviceRoutes,
    registerCommandRoutes,
    (app, ctx) => registerMountRoutes(app, ctx, devices),
    registerCareRoutes,
    registerBinRoutes,
    registerDeviceRoutes,
    registerPackageRoutes,
    registerRolloutRoutes,
    (app, ctx) => registerFirmwareRoutes(app, ctx, devices),
    registerPastRoutes,
    (app, ctx) => registerTrialRoutes(app, ctx, devices),
    (app, ctx) => registerAlarmRoutes(app, ctx, devices, alarms),
    (app, ctx) => registerCallRoutes(app, ctx, alarms),
    registerIndicators,
    registerStreetReport,
  ];
}
