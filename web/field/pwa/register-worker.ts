/**
 * Registers the service worker of the field face. `onUpdate` gets a function that switches to the new version; it is
 * only called by the worker's own tap, never while somebody is typing.
 */
export function registerWorker(onUpdate: (apply: () => void) => void): void {
  if (!('serviceWorker' in navigator) || !import.meta.env.PROD) return;
  let switching = false;
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (switching) location.reload();
  });
  void navigator.serviceWorker.register('/field/sw.js', { scope: '/field/' }).then((registration) => {
    const offer = (worker: ServiceWorker | null) => {
      if (!worker || !navigator.serviceWorker.controller) return;
      onUpdate(() => {
        switching = true;
        worker.postMessage({ type: 'SKIP_WAITING' });
      });
    };
    offer(registration.waiting);
    registration.addEventListener('updatefound', () => {
      const worker = registration.installing;
      worker?.addEventListener('statechange', () => {
        if (worker.state === 'installed') offer(worker);
      });
    });
  });
}
