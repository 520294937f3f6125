/**
 * The server's settings as command-line arguments: given at every start, so that a new release changes them without
 * editing anybody's postgresql.conf. Sized for one program on a desktop or a small server.
 */
export function serverArguments(cluster: string, port: number, durable: boolean): string[] {
  const settings: Record<string, string> = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    // A socket file would need a folder with a short path that both accounts reach.
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: '128MB',
    max_wal_size: '256MB',
    min_wal_size: '80MB',
    max_wal_senders: '0',
    wal_level: 'minimal',
    // Compiling a plan costs more than the queries here take.
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    log_checkpoints: 'off',
    log_line_prefix: '%m [%p] ',
    // A failing statement has values in its text, and the detail of a violated constraint the row: personal data.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    password_encryption: 'scram-sha-256',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }),
  };
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}
