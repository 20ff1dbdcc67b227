import type { MigrationWords } from "./en.ts";

const rowsOf = (rows: number): string => `${rows.toLocaleString("ja")}行`;
const sized = (facts: { readonly table: string; readonly rows: number; readonly size: string }): string =>
  `\`${facts.table}\`（${rowsOf(facts.rows)}、${facts.size}）`;
const by = (columns: readonly string[]): string => (columns.length === 0 ? " " : `（${columns.join("、")}）`);

/** The words about migrations that are judged before they run, in Japanese. */
export const ja: MigrationWords = {
  causes: {
    "table-removed": ({ table, rows, size }) =>
      rows === 0
        ? `テーブル \`${table}\` が削除されます（空です）。`
        : `テーブル \`${table}\` が ${rowsOf(rows)}（${size}）のデータごと削除されます。`,
    "column-removed": ({ table, column, rows }) =>
      rows === 0
        ? `カラム \`${table}.${column}\` が削除されます（テーブルは空です）。`
        : `カラム \`${table}.${column}\` が ${rowsOf(rows)}分の値ごと削除されます。`,
    "rows-removed": ({ table, rows }) =>
      `\`${table}\` の行が削除されます（現在 ${rows.toLocaleString("ja")} 行）。`,
    "type-narrowed": ({ table, column, from, to, isSilent }) =>
      `\`${table}.${column}\` の型が ${from} から ${to} に変わり、収まらない値は${isSilent ? "エラーなしで切り捨てられます" : "拒否されるか丸められます"}。`,
    "no-way-back": ({ operation }) => `${operation} に逆方向の処理がありません。`,
    "table-renamed": ({ table, to }) => `テーブル \`${table}\` の名前が \`${to}\` に変わります。`,
    "column-renamed": ({ table, column, to }) =>
      `カラム \`${table}.${column}\` の名前が \`${to}\` に変わります。`,
    "column-required": ({ table, column }) =>
      `\`${table}.${column}\` は NULL 不可でデータベース側の既定値もないため、稼働中のリリースによる行の追加が拒否されます。`,
    "type-changed": ({ table, column, from, to }) =>
      `\`${table}.${column}\` の型が ${from} から ${to} に変わります。`,
    "null-refused": ({ table, column }) =>
      `\`${table}.${column}\` が NULL 不可になりますが、稼働中のリリースはまだ NULL を書き込む可能性があります。`,
    "rows-refused": ({ table, constraint, columns }) =>
      `\`${table}\`${by(columns)}に追加される ${constraint} 制約が、稼働中のリリースの書き込みを拒否する可能性があります。`,
    "default-removed": ({ table, column }) =>
      `\`${table}.${column}\` のデータベース側の既定値がなくなります。稼働中のリリースが頼っている可能性があります。`,
    "column-without-value": ({ table, column, rows }) =>
      `\`${table}.${column}\` は NULL 不可ですが、既存の ${rowsOf(rows)}に入る値がありません。`,
    "same-value": ({ table, column, rows }) =>
      `\`${table}.${column}\` は UNIQUE ですが、既存の ${rowsOf(rows)}すべてに同じ既定値が入ります。`,
    "values-repeat": ({ table, columns, rows, isCertain }) =>
      isCertain
        ? `一意にする \`${table}\`${by(columns)}に、重複した値があります。`
        : `一意にする \`${table}\`${by(columns)}の ${rowsOf(rows)}に、重複した値があるかもしれません。`,
    "nulls-present": ({ table, column, rows, isCertain }) =>
      `\`${table}.${column}\` が NULL 不可になりますが、${isCertain ? "NULL の行があります" : `${rowsOf(rows)}の中に NULL があるかもしれません`}。`,
    "rows-violate": ({ table, constraint, rows, isCertain }) =>
      isCertain
        ? `\`${table}\` に、新しい ${constraint} 制約に違反する行があります。`
        : `\`${table}\` の ${rowsOf(rows)}の中に、新しい ${constraint} 制約に違反する行があるかもしれません。`,
    "table-exists": ({ table }) => `データベースにはすでにテーブル \`${table}\` があります。`,
    "column-exists": ({ table, column }) =>
      `テーブル \`${table}\` にはすでにカラム \`${column}\` があります。`,
    "index-locks": (facts) =>
      `インデックス ${facts.index} の作成が終わるまで、${sized(facts)}への書き込みが待たされます。`,
    "constraint-locks": (facts) =>
      `新しい ${facts.constraint} 制約のインデックスの作成が終わるまで、${sized(facts)}の読み書きが待たされます。`,
    "constraint-validates": (facts) =>
      `全行の ${facts.constraint} の検査が終わるまで、${sized(facts)}${facts.constraint === "FOREIGN KEY" ? "への書き込み" : "の読み書き"}が待たされます。`,
    "column-rewrites": (facts) =>
      `カラム ${facts.column} を加えた書き直しが終わるまで、${sized(facts)}の読み書きが待たされます。`,
    "type-rewrites": (facts) =>
      `${facts.column} を ${facts.from} から ${facts.to} に変える書き直しが終わるまで、${sized(facts)}の読み書きが待たされます。`,
    "rows-rewritten": (facts) =>
      `${sized(facts)}の行が更新され、マイグレーションが終わるまでロックされます。`,
    "code-runs": ({ operation }) => `${operation} はコードを実行するため、何が変わるかは事前に分かりません。`,
    "sql-unclear": ({ statement }) => `この SQL で何が変わるかは事前に分かりません: ${statement}`,
    "not-judged": ({ operation, message }) => `${operation} は判定できません: ${message}`,
  },
  fixes: {
    django: {
      "table-removed": () =>
        "先に `SeparateDatabaseAndState(state_operations=[DeleteModel(…)])` でモデルをコードから外し、テーブルは後のリリースで `RunSQL` を使って削除してください。",
      "column-removed": () =>
        "先にカラムを NULL 可または `db_default` 付きにしたうえで `SeparateDatabaseAndState(state_operations=[RemoveField(…)])` でフィールドをコードから外し、カラムは後のリリースで `RunSQL` を使って削除してください。",
      "rows-removed": () => "行のコピーを残すか、削除の代わりに削除済みの印を付けてください。",
      "type-narrowed": () =>
        "前のマイグレーションで値を収まるようにするか、新しいカラムを追加して、古いカラムは後のリリースで外してください。",
      "no-way-back": ({ operation }) =>
        operation === "RunSQL"
          ? "`reverse_sql` を指定してください。戻すものがなければ `migrations.RunSQL.noop` を使えます。"
          : operation === "RunPython"
            ? "`reverse_code` を指定してください。戻すものがなければ `migrations.RunPython.noop` を使えます。"
            : "操作に `reversible = True` と `database_backwards` を実装してください。",
      "table-renamed": ({ table }) =>
        `モデルの Meta に \`db_table = "${table}"\` を書けば、テーブル名はそのままにできます。`,
      "column-renamed": ({ column }) =>
        `フィールドに \`db_column="${column}"\` を付ければ、カラム名はそのままにできます。`,
      "column-required": () =>
        "まず `null=True` か `db_default`（Django 5.0 以降）を付けて追加し、必須にするのは後のリリースにしてください。",
      "type-changed": () =>
        "先に両方の型で動くコードをリリースするか、新しいカラムを追加して、古いカラムは後のリリースで外してください。",
      "null-refused": () =>
        "先に必ず値を書き込むコードをリリースし、カラムを必須にするのは後のリリースにしてください。",
      "rows-refused": () => "先に制約を守るコードをリリースし、制約の追加は後のリリースにしてください。",
      "default-removed": () =>
        "先に値を必ず送るコードをリリースし、`db_default` を外すのは後のリリースにしてください。",
      "column-without-value": () =>
        "フィールドに `default` を付けるか、`null=True` で追加して `RunPython` で値を入れてから必須にしてください。",
      "same-value": () =>
        "`null=True` かつ `unique` なしで追加し、`RunPython` で行ごとに値を入れてから一意にしてください。",
      "values-repeat": () => "前のマイグレーションで値の重複をなくしてください。",
      "nulls-present": () => "前のマイグレーションで `RunPython` を使って値を入れてください。",
      "rows-violate": () => "前のマイグレーションで行を修正してください。",
      "table-exists": () =>
        "それが目的のテーブルなら、`monolift run -- migrate --fake-initial` で適用済みとして記録してください。そうでなければ、どちらかの名前を変えてください。",
      "column-exists": () =>
        "それが目的のカラムなら、`monolift run -- migrate APP NAME --fake` で適用済みとして記録してください。そうでなければ、どちらかの名前を変えてください。",
      "index-locks": () =>
        "`atomic = False` のマイグレーションで、`django.contrib.postgres.operations` の `AddIndexConcurrently` を使ってください。",
      "constraint-locks": () =>
        "`atomic = False` のマイグレーションで `RunSQL` の `CREATE UNIQUE INDEX CONCURRENTLY` を使ってインデックスを作り、そのあと `USING INDEX` で制約を追加してください。",
      "constraint-validates": ({ constraint }) =>
        constraint === "CHECK"
          ? "`AddConstraintNotValid` で追加し、別のマイグレーションで `ValidateConstraint` を実行してください。"
          : constraint === "NOT NULL"
            ? "先に、NULL でないことの CHECK 制約を `AddConstraintNotValid` で追加し、別のマイグレーションで `ValidateConstraint` を実行してください。その後なら行は検査されません。"
            : "`db_constraint=False` にし、外部キーは `RunSQL` の `ADD CONSTRAINT … NOT VALID` で追加して、別のマイグレーションで `VALIDATE CONSTRAINT` を実行してください。",
      "column-rewrites": () =>
        "`null=True` かつデータベース側の既定値なしで追加し、値は少しずつ分けて入れてください。",
      "type-rewrites": () =>
        "新しいカラムを追加して値を少しずつ分けて入れ、古いカラムは後のリリースで外してください。",
      "rows-rewritten": () =>
        "`atomic = False` のマイグレーションの `RunPython` で、行を少しずつ分けて先に更新してください。",
      "code-runs": () => "コードが残すデータを、稼働中のリリースも読めるようにしてください。",
      "sql-unclear": () =>
        "Django の操作で書けるならそれを使い、そうでなければ内容を自分で確認してください。",
      "not-judged": () => "実行の前に、操作の内容を自分で確認してください。",
    },
  },
  pending: (migrations, operations) =>
    `適用するマイグレーション ${migrations.toLocaleString("ja")}件（操作 ${operations.toLocaleString("ja")}件）`,
  verdicts: {
    "will-fail": "失敗する",
    irreversible: "元に戻せない",
    incompatible: "互換性なし",
    costly: "高負荷",
    "may-fail": "失敗の恐れ",
    uncertain: "要確認",
  },
  harmless: (operations, isAll) =>
    `${isAll ? "すべての操作" : `ほかの ${operations.toLocaleString("ja")}件`}は元に戻せ、稼働中のリリースもそのまま動きます。`,
  oldRelease: {
    no: "適用後のデータベースでは、稼働中のリリースは動けません。",
    maybe: "適用後のデータベースでは、稼働中のリリースが失敗する可能性があります。",
  },
  fails: {
    will: "このままでは適用に失敗します。",
    may: "このままでは適用に失敗する可能性があります。",
  },
  more: (reasons) => `（ほか ${reasons}件）`,
  table: "テーブル",
  rows: "行数",
  size: "サイズ",
};
