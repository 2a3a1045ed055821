import type { SourcePlan } from './rows/source-plan.ts';
import { planBuildings } from './sources/plan-buildings.ts';
import { planComponents } from './sources/plan-components.ts';
import { planDeaths } from './sources/plan-deaths.ts';
import { planEducationEnrolment } from './sources/plan-education-enrolment.ts';
import { planFloatingPopulation } from './sources/plan-floating-population.ts';
import { planGridForces } from './sources/plan-grid-forces.ts';
import { planHealthInsurance } from './sources/plan-health-insurance.ts';
import { planHotlineContacts } from './sources/plan-hotline-contacts.ts';
import { planHousingTitles } from './sources/plan-housing-titles.ts';
import { planMarketRegister } from './sources/plan-market-register.ts';
import { planMarriages } from './sources/plan-marriages.ts';
import { planPlaces } from './sources/plan-places.ts';
import { planPoliceHouseholds } from './sources/plan-police-households.ts';
import { planPropertyLedger } from './sources/plan-property-ledger.ts';
import { planResidentServices } from './sources/plan-resident-services.ts';
import { planSocialSecurity } from './sources/plan-social-security.ts';
import { planTaxEnterprises } from './sources/plan-tax-enterprises.ts';
import { planUtilityAccounts } from './sources/plan-utility-accounts.ts';
import { planUtilityUse } from './sources/plan-utility-use.ts';
import type { World } from './world/build-world.ts';

/** Rows of all files together for the whole district. */
const ROWS = 9_000_000;

/**
 * The files of all departments for a world: so many rows each that they are 9,000,000 times the scale in sum. The yearly
 * readings take what the others leave.
 */
export function planSources(world: World): SourcePlan[] {
  const of = (rows: number) => Math.max(1, Math.round(rows * world.scale));
  const accounts = of(710_000);
  const plans = [
    planBuildings(world, world.places.buildings),
    planMarketRegister(world, Math.round(world.firms.length * 1.01)),
    planPoliceHouseholds(world, of(404_000)),
    planFloatingPopulation(world, of(216_000)),
    planMarriages(world, of(105_000)),
    planDeaths(world, of(12_000)),
    planSocialSecurity(world, of(1_500_000)),
    planHealthInsurance(world, of(2_300_000)),
    planHousingTitles(world, of(300_000)),
    planPropertyLedger(world, of(380_000)),
    planUtilityAccounts(world, accounts),
    planEducationEnrolment(world, of(250_000)),
    planTaxEnterprises(world, of(108_000)),
    planComponents(world, of(65_000)),
    planPlaces(world, of(12_000)),
    planGridForces(world, of(6_000)),
    planHotlineContacts(world, of(250_000)),
    planResidentServices(world, of(400_000)),
  ];
  const others = plans.reduce((sum, plan) => sum + plan.rows, 0);
  const left = Math.max(1, Math.round(ROWS * world.scale) - others);
  return [...plans, planUtilityUse(world, left, accounts)];
}
