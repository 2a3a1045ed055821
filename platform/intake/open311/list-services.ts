import type { CatalogueSnapshot, Matter } from '../../catalogue/catalogue-cache.ts';
import type { Open311Settings } from './read-settings.ts';

export type ServiceType = 'realtime' | 'batch' | 'blackbox';
export type Service = {
  service_code: string;
  service_name: string;
  description: string;
  metadata: boolean;
  type: ServiceType;
  keywords: string;
  group: string;
};

export type ServiceBook = {
  services: readonly Service[];
  byCode: ReadonlyMap<string, { service: Service; matter: Matter }>;
  /** Code of the service under which a case of this matter is listed; undefined where it is not listed at all. */
  codeOf(matter: string): string | undefined;
  /** Matters whose cases may stand on the public list. */
  listed: readonly string[];
};

/**
 * The services: every active matter of the standard catalogue (GB/T 47678.5) under its eleven-digit code. Components
 * stand under the matter of their number, grassroots leaves under the matter they are mapped to; leaves without one
 * (quarrels, families, health) are no service of the city and stay off the public list.
 */
export function buildServiceBook(
  catalogue: CatalogueSnapshot,
  district: string,
  settings: Open311Settings,
  synonyms: Readonly<Record<string, readonly string[]>>,
): ServiceBook {
  const byCode = new Map<string, { service: Service; matter: Matter }>();
  const codes = new Map<string, string>();
  for (const matter of catalogue.matters.values()) {
    if (matter.kind !== 'matter' || !matter.active) continue;
    const code = `${district}${matter.key.slice(1)}`;
    codes.set(matter.key, code);
    byCode.set(code, { service: describeService(matter, code, catalogue, settings, synonyms), matter });
  }
  for (const matter of catalogue.matters.values()) {
    const same = matter.kind === 'component' ? `M${matter.key.slice(1)}` : matter.mappedTo;
    const code = same && matter.kind !== 'matter' ? codes.get(same) : undefined;
    if (code) codes.set(matter.key, code);
  }
  const hidden = new Set(settings.blackbox.map((key) => codes.get(key)));
  const listed = [...codes].filter(([, code]) => !hidden.has(code)).map(([key]) => key);
  return {
    services: [...byCode.values()].map((entry) => entry.service),
    byCode,
    codeOf: (matter) => codes.get(matter),
    listed,
  };
}

function describeService(
  matter: Matter,
  code: string,
  catalogue: CatalogueSnapshot,
  settings: Open311Settings,
  synonyms: Readonly<Record<string, readonly string[]>>,
): Service {
  const form = catalogue.current.get(matter.procedure)?.procedure.form;
  const group = matter.classes[0];
  return {
    service_code: code,
    service_name: matter.name.zh,
    description: `${matter.name.zh} / ${matter.name.en}`,
    metadata: Object.keys((form?.properties ?? {}) as object).length > 0,
    type: settings.blackbox.includes(matter.key)
      ? 'blackbox'
      : settings.batch.includes(matter.key)
        ? 'batch'
        : 'realtime',
    // a comma would split a keyword
    keywords: [matter.name.en.replace(/^abnormal: /, ''), ...(synonyms[matter.key] ?? [])]
      .map((word) => word.replaceAll(',', ' '))
      .join(','),
    group: group ? `${group.zh} / ${group.en}` : '',
  };
}
