import { createServer } from "node:net";
import { createInterface } from "node:readline";

/**
 * Where the application says how far it is (`project/faults.py`), and waits there if it is asked to. So a fault comes at
 * a place in the code, and not at a time.
 *
 * @returns `port`, and `hold(place)`: the next one to come to that place waits until `release`, which says when the
 *   promise `arrived` has given who it is: the log stream of its sandbox, or `-`.
 */
export async function openMeeting() {
  const holds = new Map();
  const server = createServer((socket) => {
    socket.on("error", () => undefined);
    createInterface({ input: socket })
      .on("line", (line) => {
        const [place, who] = line.split(" ");
        const hold = holds.get(place);
        holds.delete(place);
        if (hold === undefined) socket.end("!");
        else hold(who, () => socket.end("!"));
      })
      .on("error", () => undefined);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: server.address().port,
    hold: (place) => {
      let release = () => void holds.delete(place);
      const arrived = new Promise((resolve) => {
        holds.set(place, (who, goOn) => {
          release = goOn;
          resolve(who);
        });
      });
      return { arrived, release: () => release() };
    },
    close: () => server.close(),
  };
}
