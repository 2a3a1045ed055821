-- With each message the moment at which a device was last heard changes: an index on it forbade to rewrite the row in
-- place, and nothing is looked up by it.
drop index device_state_heard;
