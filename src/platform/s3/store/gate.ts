interface Waiting {
  readonly isAlone: boolean;
  readonly enter: () => void;
}

interface Room {
  inside: number;
  isTaken: boolean;
  readonly waiting: Waiting[];
}

/** Lets many pass at once, or one alone, for each name; first come, first served. */
export class Gate {
  readonly #rooms = new Map<string, Room>();

  /** Runs together with others that share. */
  share<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    return this.#run(name, false, work);
  }

  /** Runs when nobody else of that name does. */
  alone<Result>(name: string, work: () => Promise<Result>): Promise<Result> {
    return this.#run(name, true, work);
  }

  async #run<Result>(name: string, isAlone: boolean, work: () => Promise<Result>): Promise<Result> {
    const room = this.#rooms.get(name) ?? { inside: 0, isTaken: false, waiting: [] };
    this.#rooms.set(name, room);
    await new Promise<void>((enter) => {
      room.waiting.push({ isAlone, enter });
      admit(room);
    });
    try {
      return await work();
    } finally {
      room.inside -= 1;
      room.isTaken = false;
      admit(room);
      if (room.inside === 0) this.#rooms.delete(name);
    }
  }
}

function admit(room: Room): void {
  for (;;) {
    const [next] = room.waiting;
    if (next === undefined || room.isTaken || (next.isAlone && room.inside > 0)) return;
    room.waiting.shift();
    room.inside += 1;
    room.isTaken = next.isAlone;
    next.enter();
  }
}
