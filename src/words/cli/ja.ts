import type { Words } from "./en.ts";

const quoted = (names: readonly string[], mark = ""): string =>
  names.map((name) => `\`${mark}${name}\``).join(" または ");

/** What `cli` says, in Japanese. */
export const ja: Words = {
  errors: {
    UNKNOWN_VERB: (facts) => ({
      cause: `\`${facts.input}\` というコマンドはありません。`,
      fix:
        facts.nearest.length > 0
          ? `${quoted(facts.nearest)} ではありませんか？`
          : "`monolift help --all` ですべてのコマンドを確認できます。",
    }),
    UNKNOWN_SUBCOMMAND: (facts) => ({
      cause: `\`${facts.verb}\` に \`${facts.input}\` というサブコマンドはありません。`,
      fix:
        facts.nearest === null
          ? `使えるのは ${facts.known.map((one) => `\`${facts.verb} ${one}\``).join("、")} です。`
          : `\`${facts.verb} ${facts.nearest}\` ではありませんか？`,
    }),
    UNKNOWN_FLAG: (facts) => ({
      cause: `\`${facts.verb}\` に \`${facts.flag}\` というオプションはありません。`,
      fix:
        facts.nearest.length > 0
          ? `${quoted(facts.nearest, "--")} ではありませんか？`
          : `\`monolift ${facts.verb} --help\` でオプションを確認できます。`,
    }),
    FLAG_NEEDS_VALUE: (facts) => ({
      cause: `\`--${facts.flag}\` には値が必要です。`,
      fix: `指定できる値は \`monolift ${facts.verb} --help\` で確認できます。`,
    }),
    FLAG_TAKES_NO_VALUE: (facts) => ({
      cause: `\`--${facts.flag}\` は値を取りませんが、\`${facts.input}\` が指定されています。`,
      fix: `\`--${facts.flag}\` とだけ書いてください。`,
    }),
    FLAG_TWICE: (facts) => ({
      cause: `\`--${facts.flag}\` が2回指定されています（\`${facts.first}\` と \`${facts.second}\`）。`,
      fix: "どちらか1つにしてください。",
    }),
    UNKNOWN_LANGUAGE: (facts) => ({
      cause: `\`${facts.input}\` という言語には対応していません。`,
      fix: "`--lang` には `en`（英語）、`ja`（日本語）、`ko`（韓国語）を指定できます。",
    }),
    BAD_PORT: (facts) => ({
      cause: `\`${facts.input}\` はポート番号ではありません。`,
      fix: "`--port` には 1024 から 65535 までの数を指定します。例: `--port 8080`",
    }),
    BAD_POINT: ({ input }) => ({
      cause: `\`${input}\` は復元ポイントの番号ではありません。`,
      fix: "番号は `monolift data points` で確認できます。`--to 3` なら復元ポイント 3 に戻します。",
    }),
    RESTORE_NEEDS_ANSWER: {
      cause:
        "`data restore` は行とファイルを置き換える前に確認しますが、ここでは質問できません（端末がないか、`--json` の指定）。",
      fix: "進めてよければ `--yes` を付けてください。置き換えられるデータは復元ポイントとして残ります。",
    },
    RESTORE_DECLINED: ({ name, stage }) => ({
      cause: `復元していません。${name}/${stage} は元のままです。`,
      fix: "復元できるものは `monolift data points` で一覧できます。",
    }),
    BAD_RELEASE: ({ input }) => ({
      cause: `\`${input}\` はリリースの番号ではありません。`,
      fix: "番号は `monolift releases` で確認できます。`3` のように数字だけで指定します。",
    }),
    FILE_NOT_WRITTEN: ({ file, problem }) => ({
      cause: `${file} に書き込めません: ${problem}`,
      fix: "`--out` で別のファイルを指定してください。",
    }),
    ONE_VIEW_AT_A_TIME: ({ flags }) => ({
      cause: `${flags.join(" と ")} は同時に指定できません。それぞれが1つの文書になります。`,
      fix: "どちらか1つを指定してください。",
    }),
    NO_GRAPHQL_SCHEMA: {
      cause: "ルートにも `GRAPHENE` にもプロジェクトのモジュールにも、GraphQL スキーマが見つかりません。",
      fix: 'ビューにスキーマを渡すか、設定で指定してください: `GRAPHENE = {"SCHEMA": "shop.schema.schema"}`。',
    },
    OUT_NEEDS_COLD: {
      cause: "`doctor` の `--out` は `--cold` の図を書き込むファイルで、`--cold` がなければ図はありません。",
      fix: "`--cold` を付けてください。調べた結果をデータで得るには `--json` があります。",
    },
    BAD_SINCE: (facts) => ({
      cause: `\`--since\` の \`${facts.input}\` を時刻として読み取れません。`,
      fix: "どれだけ前か（`30s`、`10m`、`2h`、`3d`）、または日時（`2026-05-01T09:00`）で指定してください。",
    }),
    ARGUMENT_MISSING: ({ verb, argument }) => ({
      cause: `\`${verb}\` には ${argument} が必要です。`,
      fix: `指定できるものは \`monolift ${verb} --help\` で確認できます。`,
    }),
    TOO_MANY_ARGUMENTS: (facts) => ({
      cause: `\`${facts.verb}\` では \`${facts.input}\` は使えません。`,
      fix: `指定できるものは \`monolift ${facts.verb} --help\` で確認できます。`,
    }),
    RUN_NEEDS_COMMAND: (facts) => ({
      cause: "`run` で実行するコマンドが指定されていません。",
      fix: `\`--\` の後に書いてください: \`monolift run -- ${facts.given ?? "migrate"}\``,
    }),
    NOTHING_AFTER_DASHES: (facts) => ({
      cause: `\`${facts.verb}\` では \`--\` の後に何も書けませんが、\`${facts.input}\` が指定されています。`,
      fix: `\`--\` を使えるのは \`run\` だけです: \`monolift run -- ${facts.input}\``,
    }),
    SECRET_ON_COMMAND_LINE: ({ name, isPerhapsStage }) => ({
      cause: isPerhapsStage
        ? `\`${name}\` の後ろはステージの名前ではありません。値でしょうか? プログラムの引数は同じマシンのほかのユーザーから見え、シェルの履歴にも残ります。`
        : "値をコマンドラインに書くことはできません。プログラムの引数は同じマシンのほかのユーザーから見え、シェルの履歴にも残ります。",
      fix: `\`monolift secrets set ${name}\` は値を尋ねるか、パイプから受け取ります。入力したものが実際に使われている値なら、履歴に残ったので発行元で変更してください。`,
    }),
    SECRET_NEEDS_VALUE: ({ name }) => ({
      cause: `\`${name}\` の値を入力するかパイプで渡す必要がありますが、ここでは尋ねられません（端末がないか、\`--json\` が付いています）。`,
      fix: `パイプで渡してください: \`monolift secrets set ${name} < FILE\`、または別のプログラムの出力から。`,
    }),
    SECRET_EMPTY: ({ name }) => ({
      cause: `\`${name}\` の値が空なので、何も変更していません。`,
      fix: `プログラムの出力を渡したのなら、なぜ空だったかを確認してください。削除するには \`monolift secrets unset ${name}\` を使います。`,
    }),
    SECRET_NOT_TEXT: ({ name }) => ({
      cause: `\`${name}\` の値は UTF-8 のテキストではありません。`,
      fix: "バイナリは `base64` に通してテキストにし、settings で復号してください。",
    }),
    DOWN_NEEDS_ANSWER: {
      cause:
        "`down` はデータを削除する前に確認しますが、ここでは確認できません（端末がないか、`--json` が指定されています）。",
      fix: "`--delete-data`（データも削除）か `--keep-data`（データは残す）を指定してください。",
    },
    DOWN_TWO_ANSWERS: {
      cause: "`--delete-data` と `--keep-data` は同時に指定できません。",
      fix: "どちらか1つにしてください。",
    },
    DOWN_DECLINED: (facts) => ({
      cause: `何も取り除いていません。${facts.name}/${facts.stage} は元のままです。`,
      fix: "データを残して取り除くには `monolift down --keep-data` を使ってください。",
    }),
    INTERRUPTED: (facts) => ({
      cause: "中断しました。",
      fix: `続きから始めるには、もう一度 \`monolift ${facts.verb}\` を実行してください。`,
    }),
    DISK_FULL: (facts) => ({
      cause: `ディスクがいっぱいです${facts.path === null ? "" : `（${facts.path} に書き込めませんでした）`}。`,
      fix: "空きを作ってから、同じコマンドをもう一度実行してください。これまで動いていたものは失われていません。",
    }),
    NO_PERMISSION: (facts) => ({
      cause: `${facts.path} を読み書きする権限がありません。`,
      fix: "このユーザーに権限を与えてから、同じコマンドをもう一度実行してください。",
    }),
    BUG: (facts) => ({
      cause: `Monolift 自身の不具合です。プロジェクトの問題ではありません。（${facts.message}）`,
      fix:
        facts.report === null
          ? "お手数ですが、下の内容を添えて報告してください。"
          : `お手数ですが、${facts.report} を添えて報告してください。詳細だけが書かれており、秘密の値は含まれません。`,
    }),
    WINDOWS: {
      cause: "Monolift は Windows 上では直接動きません。",
      fix: "WSL を使うと Windows の中で動きます。PowerShell で `wsl --install` を実行し、開いた Linux に Node と Monolift を入れてください。 https://learn.microsoft.com/ja-jp/windows/wsl/install",
    },
    NODE_TOO_OLD: (facts) => ({
      cause: `この Node は ${facts.version} です。Monolift には ${facts.needed} 以降が必要です。`,
      fix: "https://nodejs.org から新しい版を入れてください。",
    }),
  },
  notices: {
    LANGUAGE_NOT_REMEMBERED: (facts) =>
      `表示言語を ${facts.file} に保存できませんでした（${facts.reason}）。今回のコマンドにだけ適用されます。`,
  },
};
