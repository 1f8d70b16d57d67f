/** How the memory of a server is divided. */
export interface MemoryPlan {
  /** Part of the memory that holds pages: `take` of `of`. */
  readonly bufferPoolShare: { readonly take: number; readonly of: number };
  /** As many as the rest of the memory can serve. */
  readonly maxConnections: number;
  /** Writes that may wait for their place in the tables, in GiB. */
  readonly redoLogGib: number;
}

/** Below this much memory the fixed costs of the server weigh more. */
const SMALL_GIB = 8;

/** The system, the server itself and its dictionaries: what RDS takes off before it computes DBInstanceClassMemory. */
const SYSTEM_GIB = 0.5;

/**
 * What RDS itself reckons for a connection, in bytes.
 * https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
 */
const BYTES_PER_CONNECTION = 12_582_880;

const GIB = 2 ** 30;

/**
 * Divides a server's memory. RDS gives three quarters to the buffer pool and as many connections as if there were none;
 * together they can take more than there is. Here connections live on what the pool leaves.
 * @param memoryGib of the whole machine
 */
export function memoryPlan(memoryGib: number): MemoryPlan {
  const bufferPoolShare = memoryGib < SMALL_GIB ? { take: 5, of: 10 } : { take: 7, of: 10 };
  const left = memoryGib * (1 - bufferPoolShare.take / bufferPoolShare.of) - SYSTEM_GIB;
  return {
    bufferPoolShare,
    maxConnections: Math.max(1, Math.floor((left * GIB) / BYTES_PER_CONNECTION)),
    redoLogGib: redoLogGib(memoryGib),
  };
}

/** A sixteenth of the memory: a checkpoint then stays minutes and not seconds apart, and recovery takes minutes. */
function redoLogGib(memoryGib: number): number {
  return Math.min(16, Math.max(1, Math.floor(memoryGib / 16)));
}
