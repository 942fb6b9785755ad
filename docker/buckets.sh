#!/bin/sh
# Buckets and accounts of the object store. Safe to run again.
set -eu
for bucket in originals working published; do mc mb --ignore-existing "store/daylight-$bucket"; done
# Versions: by them the first of two puts of one name at the same time is told from the second. MinIO itself removes
# the parts of uploads that were cut off; on another store, add a lifecycle rule (AbortIncompleteMultipartUpload).
for bucket in originals working published; do mc version enable "store/daylight-$bucket"; done
mc admin user add store "$STAFF_KEY" "$STAFF_SECRET"
mc admin user add store "$PORTAL_KEY" "$PORTAL_SECRET"
mc admin policy create store daylight-staff /policies/staff.json
mc admin policy create store daylight-portal /policies/portal.json
mc admin policy attach store daylight-staff --user "$STAFF_KEY" || true
mc admin policy attach store daylight-portal --user "$PORTAL_KEY" || true
