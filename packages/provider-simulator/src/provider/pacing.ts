/**
 * How long, in milliseconds, terraform must have asked for nothing more before it is taken to wait for what is held.
 * Between two calls of one connection it takes a few.
 */
const QUIET = 30;

/**
 * Types that others need without naming them: a NAT gateway asks for its subnet, and fails where the internet gateway
 * is not attached yet. They come into being when terraform has nothing else left to do, so that whoever forgot to wait
 * for them is caught each time and not by chance.
 */
const NEEDED_SILENTLY: ReadonlySet<string> = new Set([
  "aws_internet_gateway",
  "aws_iam_role_policy",
  "aws_iam_role_policy_attachment",
  "aws_s3_bucket_policy",
  "aws_s3_bucket_versioning",
]);

/** The calls that are under way on one connection of terraform. */
export class Pacing {
  private underWay = 0;
  private waiting: (() => void)[] = [];
  private timer: NodeJS.Timeout | undefined;

  /** Counts a call as under way until its answer is there. */
  async during<T>(call: () => T | Promise<T>): Promise<T> {
    this.begin();
    try {
      return await call();
    } finally {
      this.end();
    }
  }

  /** Whether the creation of this type is to wait for {@link quiet}. */
  isHeld(type: string): boolean {
    return NEEDED_SILENTLY.has(type);
  }

  /** Resolves when nothing but what waits here has been asked for a while. To be called within {@link during}. */
  async quiet(): Promise<void> {
    const quiet = new Promise<void>((resolve) => this.waiting.push(resolve));
    this.end();
    await quiet;
    this.underWay += 1;
  }

  private begin(): void {
    this.underWay += 1;
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private end(): void {
    this.underWay -= 1;
    if (this.underWay > 0 || this.waiting.length === 0) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const released = this.waiting;
      this.waiting = [];
      for (const release of released) release();
    }, QUIET);
  }
}
