const paths = {
  alarm: 'M12 3v2M4.5 6.5 6 8M19.5 6.5 18 8M7 18v-5a5 5 0 0 1 10 0v5M4.5 20.5h15M12 11.5v3M12 17v.01',
  phone:
    'M6 3.5h3l1.5 5-2 1.5a12 12 0 0 0 5.5 5.5l1.5-2 5 1.5v3c0 1.4-1.2 2.2-2.5 2A17 17 0 0 1 4 6c-.2-1.3.6-2.5 2-2.5Z',
  mute: 'M4 9.5v5h3.5l5 4.5V5l-5 4.5zM16.5 9.5l5 5M21.5 9.5l-5 5',
} as const;

/** A drawing on the call card; the words beside it say the same. */
export function CallIcon({ name }: { name: keyof typeof paths }) {
  return (
    <svg viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
