import type { DiffWords } from "./en.ts";

/** The words about what `up` would do, in Japanese. */
export const diffJa: DiffWords = {
  nothing: (release, stage) =>
    `変更はありません。monolift up は ${stage} のリリース ${release} をそのまま使います。`,
  nothingStopped: (release, stage) =>
    `変更はありません。monolift up は ${stage} のリリース ${release} を再び起動します。`,
  first: (stage) => `monolift up は ${stage} の最初のリリースを作ります。`,
  next: (stage, release) =>
    `monolift up は ${stage} の新しいリリースを作ります。リリース ${release} との違い:`,
  parts: "作り直すもの",
  partNames: { code: "コード", dependencies: "依存関係", runtime: "Monolift", configuration: "設定" },
  code: "コード",
  packages: "パッケージ",
  application: "アプリケーション",
  applicationParts: {
    frameworkVersion: "フレームワーク",
    languageVersion: "Python",
    settingsModule: "設定モジュール",
    interface: "インターフェース",
    application: "アプリケーション",
  },
  resources: "リソース",
  routes: "ルート",
  models: "モデル",
  migrations: "マイグレーション",
  notAsked: "ステージが動いていないため不明です",
  notJudged: (problem) => `影響を調べられませんでした${problem === null ? "" : `: ${problem}`}`,
  risks: "注意する設定",
  risksGone: "解消",
  secrets: (names) => `このリリースの後に設定され、すでに有効なシークレット: ${names}`,
  canary: (percent, time, threshold) =>
    `まず試します: リクエストの ${percent}% を ${time} の間受け持ち、エラーが ${threshold}% を超えると元に戻ります。`,
  up: "実行する",
};
