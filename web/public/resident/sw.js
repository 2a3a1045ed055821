// Shows calls while the resident's face is in the background; keeps nothing and answers nothing.
importScripts('/kit/call-notice-worker.js');
