import type { StyleSpecification } from 'maplibre-gl';

const empty = { type: 'FeatureCollection' as const, features: [] };
const FONT = ['sans-serif'];

/** Paper, areas, names, points: the whole style. Glyphs are drawn by the browser, so none are fetched. */
export const areaMapStyle: StyleSpecification = {
  version: 8,
  sources: {
    areas: { type: 'geojson', data: empty, promoteId: 'code' },
    names: { type: 'geojson', data: empty },
    ways: { type: 'geojson', data: empty },
    points: { type: 'geojson', data: empty },
  },
  layers: [
    { id: 'paper', type: 'background', paint: { 'background-color': '#eef2f6' } },
    {
      id: 'area-fill',
      type: 'fill',
      source: 'areas',
      paint: { 'fill-color': ['coalesce', ['get', 'fill'], '#ffffff'], 'fill-opacity': 0.85 },
    },
    {
      id: 'area-selected',
      type: 'fill',
      source: 'areas',
      filter: ['==', ['get', 'selected'], true],
      paint: { 'fill-color': '#1f5eff', 'fill-opacity': 0.14 },
    },
    {
      id: 'area-line',
      type: 'line',
      source: 'areas',
      paint: {
        'line-color': ['case', ['==', ['get', 'selected'], true], '#1a51dd', '#8fa3c2'],
        'line-width': [
          'case',
          ['==', ['get', 'selected'], true],
          2.5,
          ['match', ['get', 'level'], 1, 2.5, 2, 2, 3, 1.2, 0.7],
        ],
      },
    },
    {
      id: 'area-name',
      type: 'symbol',
      source: 'names',
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': 14,
        'text-max-width': 7,
        'text-padding': 6,
        'symbol-sort-key': ['get', 'level'],
      },
      paint: { 'text-color': '#3c4a60', 'text-halo-color': '#ffffff', 'text-halo-width': 1.6 },
    },
    {
      id: 'way',
      type: 'line',
      source: 'ways',
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: { 'line-color': '#1c2430', 'line-width': 2.5, 'line-opacity': 0.75 },
    },
    {
      id: 'point',
      type: 'circle',
      source: 'points',
      paint: {
        'circle-radius': ['match', ['get', 'tone'], 'late', 10, 'soon', 9, 'me', 8, 7],
        'circle-color': [
          'match',
          ['get', 'tone'],
          'late',
          '#c8281e',
          'soon',
          '#c27700',
          'done',
          '#1a7f37',
          'me',
          '#ffffff',
          '#1f5eff',
        ],
        'circle-stroke-color': [
          'match',
          ['get', 'tone'],
          'me',
          '#1f5eff',
          'late',
          '#5c0d08',
          'soon',
          '#5c3900',
          '#ffffff',
        ],
        'circle-stroke-width': ['match', ['get', 'tone'], 'me', 5, 2.5],
      },
    },
    {
      id: 'point-name',
      type: 'symbol',
      source: 'points',
      layout: {
        'text-field': ['coalesce', ['get', 'label'], ''],
        'text-font': FONT,
        'text-size': 13,
        'text-offset': [0, 1.3],
        'text-anchor': 'top',
        'text-optional': true,
      },
      paint: { 'text-color': '#1c2430', 'text-halo-color': '#ffffff', 'text-halo-width': 1.8 },
    },
  ],
};
