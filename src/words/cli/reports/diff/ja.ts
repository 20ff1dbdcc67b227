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
  doorRoutes: "専用の関数で処理するリクエスト",
  models: "モデル",
  migrations: "マイグレーション",
  notAsked: "ステージが動いていないため不明です",
  notJudged: (problem) => `影響を調べられませんでした${problem === null ? "" : `: ${problem}`}`,
  notTold: (problem) => `調べられませんでした: ${problem}`,
  data: "データ",
  emptyRows: "空の状態で始まり、そこに書いたものは元に戻しても引き継がれません。取り消せません",
  otherRows: "以後はそこにあるものが使われます",
  stack: {
    title: "AWS が行うこと",
    actions: {
      create: "作成",
      update: "変更",
      replace: "置き換え",
      delete: "削除",
      retain: "スタックから外れて残る",
    },
    irreversible: "取り消し不可",
    downtime: "その間はリクエストが失敗",
    why: {
      new: "まだ何も向けられていません",
      "in-place": "その場で変更されます",
      "new-first": "古いものは新しいものができてから消えます",
      "no-data": "中にデータはありません",
      kept: "そのまま残ります",
      "version-waits": "確認が済むまで誰も向けられません",
      "live-stays": "リクエストは公開済みのバージョンが受け、それは変わりません",
      "at-once": "動いているリリースにもすぐ効きます",
      "versions-go": "動いているバージョンも、戻り先のバージョンも一緒に消えます",
      "address-goes": "同じアドレスは二度と使えません",
      "way-goes": "代わりができるまで、ここを通るリクエストは届きません",
      "lines-go": "ログの行が削除されます",
      "takes-minutes": "すべての場所に届くまで数分かかります",
      "ip-goes": "同じ IP アドレスは二度と使えません",
    },
    harmless: "その間もリクエストは失敗せず、すべて取り消せます。",
    idle: ({ before, after, region }) => {
      if (after === null) return `誰も使わない月の費用は ${region} では分かりません。`;
      const said = `誰も使わない月の費用は ${after} です(${region} の定価、税別)。`;
      return before === null || before === after ? said : `${said}今は ${before} です。`;
    },
  },
  risks: "注意する設定",
  risksGone: "解消",
  secrets: (names) => `このリリースの後に設定され、すでに有効なシークレット: ${names}`,
  secretsNext: (names) => `このリリースの後に設定され、新しいリリースで有効になるシークレット: ${names}`,
  canary: (percent, time, threshold) =>
    `まず試します: リクエストの ${percent}% を ${time} の間受け持ち、エラーが ${threshold}% を超えると元に戻ります。`,
  up: "実行する",
};
