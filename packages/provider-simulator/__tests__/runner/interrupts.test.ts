import { catchInterrupts } from "../../src/runner/interrupts";

describe("signals during a run", () => {
  const onFirst = jest.fn();
  const onAgain = jest.fn();
  let release: () => void;

  beforeEach(() => {
    jest.useFakeTimers();
    release = catchInterrupts({ onFirst, onAgain });
  });

  afterEach(() => {
    release();
    jest.useRealTimers();
  });

  it("takes the one that npm passes on for the key press that the terminal has sent", () => {
    process.emit("SIGINT");
    jest.advanceTimersByTime(50);
    process.emit("SIGINT");
    expect(onFirst).toHaveBeenCalledTimes(1);
    expect(onAgain).not.toHaveBeenCalled();
  });

  it("takes a later one for a second key press", () => {
    process.emit("SIGTERM");
    jest.advanceTimersByTime(2_000);
    process.emit("SIGINT");
    expect(onFirst).toHaveBeenCalledTimes(1);
    expect(onAgain).toHaveBeenCalledTimes(1);
  });

  it("gives the signals back when released", () => {
    const before = process.listenerCount("SIGINT");
    release();
    expect(process.listenerCount("SIGINT")).toBe(before - 1);
  });
});
