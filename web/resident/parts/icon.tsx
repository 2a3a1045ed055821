const paths = {
  back: 'M15 4 7 12l8 8',
  home: 'M3 11.5 12 4l9 7.5M6 9.5V20h12V9.5',
  camera: 'M4 8h4l1.5-2.5h5L16 8h4v11H4zM12 10.2a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6Z',
  list: 'M8 6h12M8 12h12M8 18h12M4 6h.01M4 12h.01M4 18h.01',
  notice: 'M4 10v4h3l8 4V6l-8 4zM18.5 9.5a4 4 0 0 1 0 5',
  settings:
    'M12 8.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4ZM12 3v3M12 18v3M3 12h3M18 12h3M5.6 5.6l2.2 2.2M16.2 16.2l2.2 2.2M5.6 18.4l2.2-2.2M16.2 7.8l2.2-2.2',
  search: 'M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13ZM15.5 15.5 20 20',
  phone:
    'M6 3.5h3l1.5 5-2 1.5a12 12 0 0 0 5.5 5.5l1.5-2 5 1.5v3c0 1.4-1.2 2.2-2.5 2A17 17 0 0 1 4 6c-.2-1.3.6-2.5 2-2.5Z',
  place: 'M12 21s7-6.2 7-11.2A7 7 0 0 0 5 9.8C5 14.8 12 21 12 21ZM12 7.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5Z',
  map: 'M3.5 6.5 9 4l6 2.5 5.5-2.5v13.5L15 20l-6-2.5L3.5 20zM9 4v13.5M15 6.5V20',
  good: 'M4.5 12.5 10 18 19.5 6.5',
  close: 'M6 6l12 12M18 6 6 18',
  more: 'M9 5l7 7-7 7',
  elder: 'M12 3.5a3 3 0 1 0 0 6 3 3 0 0 0 0-6ZM7 21v-6.5a5 5 0 0 1 10 0V21M19.5 12v9',
  own: 'M3.5 6h17v12.5h-17zM6.5 15.5c0-1.6 1-2.6 2.6-2.6s2.6 1 2.6 2.6M9.1 8.8a1.6 1.6 0 1 0 0 3.2 1.6 1.6 0 0 0 0-3.2ZM14.5 10.5h3.5M14.5 14h3.5',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6Z',
  download: 'M12 4v10.5M7.5 10.5 12 15l4.5-4.5M4.5 19.5h15',
  alarm: 'M6 17v-5a6 6 0 0 1 12 0v5M4 17h16M12 3v2M10.5 20h3',
  clock: 'M12 4a8 8 0 1 0 0 16 8 8 0 0 0 0-16ZM12 7.5v5l3.2 2',
} as const;
export type IconName = keyof typeof paths;

/** A drawing beside words; it says nothing by itself to a screen reader. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="r-icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
