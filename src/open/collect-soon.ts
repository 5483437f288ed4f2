/** More than V8 lets a program have beside its heap before it looks what can be freed: 64 MB. */
const PRESSURE = 96 * 2 ** 20

/**
 * Has V8 begin to collect garbage, beside other work. By itself it would wait until the heap has
 * grown by half: after a swap a replaced index of 100 MB and more, which nobody uses, would stay
 * for many others. Nobody touches the bytes asked for, so they take no memory.
 */
export function collectSoon(): void {
  try {
    void new ArrayBuffer(PRESSURE)
  } catch {
    // Where they cannot be had, V8 collects when it has to: nothing is lost.
  }
}
