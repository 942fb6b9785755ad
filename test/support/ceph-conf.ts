export interface CephPlace {
  readonly folder: string;
  readonly fsid: string;
  readonly monitor: number;
  readonly gateway: number;
}

/**
 * One monitor, one object store daemon in memory, one gateway, all on loopback, keeping one copy of everything: a real
 * S3 server with nothing to survive. Radosgw 16 refuses to log in without cephx, hence the keyring.
 */
export const cephConf = ({ folder, fsid, monitor, gateway }: CephPlace): string =>
  [
    '[global]',
    `fsid = ${fsid}`,
    `mon_host = [v2:127.0.0.1:${monitor}]`,
    'public_addr = 127.0.0.1',
    'cluster_addr = 127.0.0.1',
    'ms_bind_ipv4 = true',
    'ms_bind_ipv6 = false',
    'auth_cluster_required = cephx',
    'auth_service_required = cephx',
    'auth_client_required = cephx',
    'auth_allow_insecure_global_id_reclaim = false',
    `keyring = ${folder}/keyring`,
    `run_dir = ${folder}/run`,
    `admin_socket = ${folder}/run/$name.asok`,
    `log_file = ${folder}/$name.log`,
    `crash_dir = ${folder}/run`,
    'pid_file =',
    'osd_pool_default_size = 1',
    'osd_pool_default_min_size = 1',
    'osd_pool_default_pg_num = 8',
    'osd_pool_default_pgp_num = 8',
    'osd_pool_default_pg_autoscale_mode = off',
    'osd_crush_chooseleaf_type = 0',
    'mon_allow_pool_size_one = true',
    'mon_max_pg_per_osd = 2000',
    'mon_data_avail_crit = 1',
    'mon_data_avail_warn = 1',
    'rgw_rados_pool_pg_num_min = 8',
    '[mon.a]',
    `mon_data = ${folder}/mon`,
    '[osd]',
    `osd_data = ${folder}/osd`,
    'osd_objectstore = memstore',
    `memstore_device_bytes = ${4 * 2 ** 30}`,
    '[client.rgw]',
    `rgw_frontends = beast endpoint=127.0.0.1:${gateway}`,
    'rgw_thread_pool_size = 32',
    'rgw_enable_usage_log = false',
    'debug_rgw = 0/0',
    '',
  ].join('\n');
