// A tap on the notice of a call brings the app to the front, or opens it.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const face = new URL(self.registration.scope);
  event.waitUntil(
    self.clients.matchAll({ type: 'window', includeUncontrolled: true }).then((pages) => {
      const page = pages.find((one) => new URL(one.url).pathname.startsWith(face.pathname));
      return page ? page.focus() : self.clients.openWindow(face.pathname);
    }),
  );
});
