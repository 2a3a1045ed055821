// Shows calls while the desk is closed or behind other windows; keeps nothing and answers nothing.
importScripts('/kit/call-notice-worker.js');
