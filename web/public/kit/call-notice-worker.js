// Shows what is pushed while the app is closed, says that a call was shown, and brings the app to the front on a tap.
self.addEventListener('push', (event) => {
  const note = event.data?.json();
  if (note) event.waitUntil(show(note));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(follow(event.action, event.notification.data ?? {}));
});

async function show({ title, body, tag, url, quiet, call, actions }) {
  await self.registration.showNotification(title, {
    body,
    tag,
    icon: '/kit/gewu.svg',
    data: { url, call },
    actions,
    requireInteraction: call !== null,
    renotify: !quiet,
    silent: quiet,
    ...(call && { vibrate: [500, 200, 500, 200, 500] }),
  });
  // only for the record of how long it took: who is signed out is called all the same
  if (call) await send(`/api/devices/calls/${call.alarm}/shown`);
}

async function follow(action, { url, call }) {
  // where it could not be said, the app opens and the call stands there
  if (action === 'acknowledge' && call && (await send(`/api/devices/calls/${call.alarm}/acknowledge`))) return;
  const face = new URL(self.registration.scope);
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const page = pages.find((one) => new URL(one.url).pathname.startsWith(face.pathname));
  if (!page) await self.clients.openWindow(url ?? face.pathname);
  else {
    // an open page goes there itself: loading it anew would throw away what somebody is writing
    if (url && !call) page.postMessage({ type: 'follow', url });
    await page.focus();
  }
}

/** Posts without a body, as whoever is signed in. @returns whether the server took it */
async function send(address) {
  const answer = await fetch(address, { method: 'POST', credentials: 'same-origin' }).catch(() => undefined);
  return answer?.ok === true;
}
