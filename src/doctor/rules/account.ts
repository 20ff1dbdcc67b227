import type { ReachedAccount } from "../account.ts";
import { finding, type Finding } from "../finding.ts";
import type { SurveyRule } from "../subject.ts";

/** Who lifts the stage to AWS, what they lack for it, and what the account does not allow. */
export const findAccount: SurveyRule = ({ account, stage }) => {
  if (account === null) return [];
  if (account.kind === "unreached") {
    const { why, message } = account;
    return [finding("error", "AWS_NOT_REACHED", { stage, why, message })];
  }
  return [
    finding("note", "AWS_CALLER", {
      caller: account.caller,
      account: account.account,
      region: account.region,
    }),
    ...findOther(account, stage),
    ...findRights(account),
    ...findConcurrency(account),
  ];
};

function findOther({ account, wanted, caller }: ReachedAccount, stage: string): readonly Finding[] {
  return wanted === null ? [] : [finding("error", "AWS_ACCOUNT_WRONG", { stage, wanted, account, caller })];
}

function findRights({ lacking, needed, caller }: ReachedAccount): readonly Finding[] {
  if (lacking === null) return [finding("note", "AWS_RIGHTS_NOT_ASKED", { caller, actions: needed })];
  return lacking.length === 0 ? [] : [finding("error", "AWS_RIGHTS_MISSING", { caller, actions: lacking })];
}

function findConcurrency({ concurrency }: ReachedAccount): readonly Finding[] {
  if (concurrency === null || concurrency.limit >= concurrency.wanted) return [];
  return [finding("warning", "AWS_CONCURRENCY_LOW", concurrency)];
}
