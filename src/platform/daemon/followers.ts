import type { AnsweredRequest } from "../gateway/answered.ts";

type Tell = (answered: AnsweredRequest) => void;

/** Who wants to be told of the requests to which stage. */
export interface Followers {
  /** @returns Ends the following. */
  readonly follow: (stage: string, tell: Tell) => () => void;
  /** Tells all who follow a stage; undefined when nobody does. */
  readonly of: (stage: string) => Tell | undefined;
}

/** Makes a list that nobody is on yet. */
export function createFollowers(): Followers {
  const stages = new Map<string, Set<Tell>>();
  return {
    follow: (stage, tell) => {
      const followers = stages.get(stage) ?? new Set();
      stages.set(stage, followers.add(tell));
      return () => {
        followers.delete(tell);
        if (followers.size === 0 && stages.get(stage) === followers) stages.delete(stage);
      };
    },
    of: (stage) => {
      const followers = stages.get(stage);
      if (followers === undefined) return undefined;
      return (answered) => {
        for (const tell of followers) tell(answered);
      };
    },
  };
}
