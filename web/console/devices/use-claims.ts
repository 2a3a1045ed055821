import { useQuery } from '@tanstack/react-query';
import { api } from '../../kit/api.ts';
import type { Text } from '../../kit/text.ts';

/** A device that speaks and is not registered (`GET /api/devices/claims`). */
export type Claim = {
  code: string;
  via: string;
  firstAt: string;
  lastAt: string;
  messages: number;
  sample: string | null;
  ignored: { at: string; by: string; reason: string } | null;
  gateway: { id: number; name: string } | null;
  guesses: { profile: string; name: Text; matched: string[] }[];
  place: { area: string; why: Text; lon: number | null; lat: number | null; place: string | null } | null;
  maker: string | null;
  model: string | null;
};
/** All devices matched anew, and who moved (`GET /api/devices/matchings`). */
export type Matching = {
  id: number;
  state: 'running' | 'done';
  areas: number;
  looked: number;
  startedAt: string;
  moves: { from: string; fromName: string; to: string; toName: string; devices: number }[];
};
export type Placing = {
  placedBy: 'none' | 'location' | 'address' | 'code' | 'hand';
  why: Text | null;
  building: string | null;
  mountedAt: string | null;
  replacedBy: { id: number; code: string; name: string } | null;
  replaces: { id: number; code: string; name: string }[];
  acts: { act: string; at: string; by: string; note: string | null; files: string[] }[];
};
export type Contact = { account: string; role: string; phone: string; confirmed: boolean };

/** Who waits; looked at again while the page is open. */
export function useClaims(aside: boolean, enabled = true) {
  return useQuery({
    queryKey: ['devices', 'claims', aside],
    queryFn: () => api<Claim[]>('GET', `/devices/claims?ignored=${aside}`),
    refetchInterval: 15_000,
    enabled,
  });
}

/** What redrawn grids moved. */
export function useMatchings() {
  return useQuery({ queryKey: ['devices', 'matchings'], queryFn: () => api<Matching[]>('GET', '/devices/matchings') });
}

/** Why a device lies where it lies. */
export function usePlacing(id: number) {
  return useQuery({
    queryKey: ['devices', 'placing', id],
    queryFn: () => api<Placing>('GET', `/devices/${id}/placing`),
  });
}

/** Residents who are called for a device. */
export function useContacts(id: number) {
  return useQuery({
    queryKey: ['devices', 'contacts', id],
    queryFn: () => api<{ rows: Contact[] }>('GET', `/devices/${id}/contacts`).then(({ rows }) => rows),
  });
}
