/** China's number to dial: 120 brings an ambulance to who pressed for help, 119 the fire service to all else. */
export function emergencyNumber(type: string): '119' | '120' {
  return type === 'sos' ? '120' : '119';
}
