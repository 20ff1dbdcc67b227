import type { MigrationWords } from "./en.ts";

const rowsOf = (rows: number): string => `${rows.toLocaleString("ko")}행`;
const sized = (facts: { readonly table: string; readonly rows: number; readonly size: string }): string =>
  `\`${facts.table}\`(${rowsOf(facts.rows)}, ${facts.size})`;
const by = (columns: readonly string[]): string => (columns.length === 0 ? "" : `(${columns.join(", ")})`);

/** The words about migrations that are judged before they run, in Korean. */
export const ko: MigrationWords = {
  causes: {
    "table-removed": ({ table, rows, size }) =>
      rows === 0
        ? `테이블 \`${table}\`이(가) 삭제됩니다(비어 있음).`
        : `테이블 \`${table}\`이(가) ${rowsOf(rows)}(${size})의 데이터와 함께 삭제됩니다.`,
    "column-removed": ({ table, column, rows }) =>
      rows === 0
        ? `컬럼 \`${table}.${column}\`이(가) 삭제됩니다(테이블이 비어 있음).`
        : `컬럼 \`${table}.${column}\`이(가) ${rowsOf(rows)}에 담긴 값과 함께 삭제됩니다.`,
    "rows-removed": ({ table, rows }) => `\`${table}\`의 행이 삭제됩니다(현재 ${rowsOf(rows)}).`,
    "type-narrowed": ({ table, column, from, to, isSilent }) =>
      `\`${table}.${column}\`의 타입이 ${from}에서 ${to}(으)로 바뀌어, 맞지 않는 값은 ${isSilent ? "오류 없이 잘립니다" : "거부되거나 반올림됩니다"}.`,
    "no-way-back": ({ operation }) => `${operation}에 되돌리는 처리가 없습니다.`,
    "table-renamed": ({ table, to }) => `테이블 \`${table}\`의 이름이 \`${to}\`(으)로 바뀝니다.`,
    "column-renamed": ({ table, column, to }) =>
      `컬럼 \`${table}.${column}\`의 이름이 \`${to}\`(으)로 바뀝니다.`,
    "column-required": ({ table, column }) =>
      `\`${table}.${column}\`은(는) NULL을 받지 않고 데이터베이스에 기본값도 없어, 서비스 중인 릴리스가 추가하는 행이 거부됩니다.`,
    "type-changed": ({ table, column, from, to }) =>
      `\`${table}.${column}\`의 타입이 ${from}에서 ${to}(으)로 바뀝니다.`,
    "null-refused": ({ table, column }) =>
      `\`${table}.${column}\`이(가) NULL을 받지 않게 되지만, 서비스 중인 릴리스는 아직 NULL을 쓸 수 있습니다.`,
    "rows-refused": ({ table, constraint, columns }) =>
      `\`${table}\`${by(columns)}에 추가되는 ${constraint} 제약이 서비스 중인 릴리스가 쓰는 행을 거부할 수 있습니다.`,
    "default-removed": ({ table, column }) =>
      `\`${table}.${column}\`의 데이터베이스 기본값이 없어집니다. 서비스 중인 릴리스가 그 값에 의존할 수 있습니다.`,
    "column-without-value": ({ table, column, rows }) =>
      `\`${table}.${column}\`은(는) NULL을 받지 않는데, 이미 있는 ${rowsOf(rows)}에 들어갈 값이 없습니다.`,
    "same-value": ({ table, column, rows }) =>
      `\`${table}.${column}\`은(는) UNIQUE인데, 이미 있는 ${rowsOf(rows)} 모두에 같은 기본값이 들어갑니다.`,
    "values-repeat": ({ table, columns, rows, isCertain }) =>
      isCertain
        ? `고유해야 할 \`${table}\`${by(columns)}에 중복된 값이 있습니다.`
        : `고유해야 할 \`${table}\`${by(columns)}의 ${rowsOf(rows)} 중에 중복된 값이 있을 수 있습니다.`,
    "nulls-present": ({ table, column, rows, isCertain }) =>
      `\`${table}.${column}\`이(가) NULL을 받지 않게 되는데, ${isCertain ? "NULL인 행이 있습니다" : `${rowsOf(rows)} 중에 NULL이 있을 수 있습니다`}.`,
    "rows-violate": ({ table, constraint, rows, isCertain }) =>
      isCertain
        ? `\`${table}\`에 새 ${constraint} 제약을 어기는 행이 있습니다.`
        : `\`${table}\`의 ${rowsOf(rows)} 중에 새 ${constraint} 제약을 어기는 행이 있을 수 있습니다.`,
    "table-exists": ({ table }) => `데이터베이스에 이미 테이블 \`${table}\`이(가) 있습니다.`,
    "column-exists": ({ table, column }) => `테이블 \`${table}\`에 이미 컬럼 \`${column}\`이(가) 있습니다.`,
    "index-locks": (facts) =>
      `인덱스 ${facts.index}을(를) 만드는 동안 ${sized(facts)}에 대한 쓰기가 기다립니다.`,
    "constraint-locks": (facts) =>
      `새 ${facts.constraint} 제약의 인덱스를 만드는 동안 ${sized(facts)}에 대한 읽기와 쓰기가 기다립니다.`,
    "constraint-validates": (facts) =>
      `모든 행의 ${facts.constraint}을(를) 검사하는 동안 ${sized(facts)}에 대한 ${facts.constraint === "FOREIGN KEY" ? "쓰기가" : "읽기와 쓰기가"} 기다립니다.`,
    "column-rewrites": (facts) =>
      `컬럼 ${facts.column}을(를) 더해 다시 쓰는 동안 ${sized(facts)}에 대한 읽기와 쓰기가 기다립니다.`,
    "type-rewrites": (facts) =>
      `${facts.column}을(를) ${facts.from}에서 ${facts.to}(으)로 바꿔 다시 쓰는 동안 ${sized(facts)}에 대한 읽기와 쓰기가 기다립니다.`,
    "rows-rewritten": (facts) => `${sized(facts)}의 행이 갱신되고, 마이그레이션이 끝날 때까지 잠깁니다.`,
    "code-runs": ({ operation }) => `${operation}은(는) 코드를 실행하므로 무엇이 바뀔지 미리 알 수 없습니다.`,
    "sql-unclear": ({ statement }) => `이 SQL로 무엇이 바뀔지 미리 알 수 없습니다: ${statement}`,
    "not-judged": ({ operation, message }) => `${operation}을(를) 판정할 수 없습니다: ${message}`,
  },
  fixes: {
    django: {
      "table-removed": () =>
        "먼저 `SeparateDatabaseAndState(state_operations=[DeleteModel(…)])`로 모델을 코드에서 빼고, 테이블은 이후 릴리스에서 `RunSQL`로 삭제하세요.",
      "column-removed": () =>
        "먼저 컬럼을 NULL 허용 또는 `db_default`가 있는 상태로 두고 `SeparateDatabaseAndState(state_operations=[RemoveField(…)])`로 필드를 코드에서 뺀 다음, 컬럼은 이후 릴리스에서 `RunSQL`로 삭제하세요.",
      "rows-removed": () => "행의 사본을 남기거나, 삭제하는 대신 삭제됨으로 표시하세요.",
      "type-narrowed": () =>
        "이전 마이그레이션에서 값을 맞춰 두거나, 새 컬럼을 추가하고 옛 컬럼은 이후 릴리스에서 빼세요.",
      "no-way-back": ({ operation }) =>
        operation === "RunSQL"
          ? "`reverse_sql`을 지정하세요. 되돌릴 것이 없으면 `migrations.RunSQL.noop`을 쓰면 됩니다."
          : operation === "RunPython"
            ? "`reverse_code`를 지정하세요. 되돌릴 것이 없으면 `migrations.RunPython.noop`을 쓰면 됩니다."
            : "오퍼레이션에 `reversible = True`와 `database_backwards`를 구현하세요.",
      "table-renamed": ({ table }) =>
        `모델의 Meta에 \`db_table = "${table}"\`을 적으면 테이블 이름을 그대로 둘 수 있습니다.`,
      "column-renamed": ({ column }) =>
        `필드에 \`db_column="${column}"\`을 적으면 컬럼 이름을 그대로 둘 수 있습니다.`,
      "column-required": () =>
        "우선 `null=True` 또는 `db_default`(Django 5.0 이상)로 추가하고, 필수로 만드는 것은 이후 릴리스로 미루세요.",
      "type-changed": () =>
        "두 타입 모두에서 동작하는 코드를 먼저 릴리스하거나, 새 컬럼을 추가하고 옛 컬럼은 이후 릴리스에서 빼세요.",
      "null-refused": () =>
        "항상 값을 쓰는 코드를 먼저 릴리스하고, 컬럼을 필수로 만드는 것은 이후 릴리스로 미루세요.",
      "rows-refused": () => "제약을 지키는 코드를 먼저 릴리스하고, 제약은 이후 릴리스에서 추가하세요.",
      "default-removed": () =>
        "값을 직접 보내는 코드를 먼저 릴리스하고, `db_default`는 이후 릴리스에서 빼세요.",
      "column-without-value": () =>
        "필드에 `default`를 주거나, `null=True`로 추가해 `RunPython`으로 값을 채운 뒤 필수로 만드세요.",
      "same-value": () =>
        "`null=True`로, `unique` 없이 추가해 `RunPython`으로 행마다 값을 채운 뒤 고유하게 만드세요.",
      "values-repeat": () => "이전 마이그레이션에서 중복된 값을 없애세요.",
      "nulls-present": () => "이전 마이그레이션에서 `RunPython`으로 값을 채우세요.",
      "rows-violate": () => "이전 마이그레이션에서 행을 바로잡으세요.",
      "table-exists": () =>
        "원하던 테이블이 맞다면 `monolift run -- migrate --fake-initial`로 적용된 것으로 기록하세요. 아니라면 둘 중 하나의 이름을 바꾸세요.",
      "column-exists": () =>
        "원하던 컬럼이 맞다면 `monolift run -- migrate APP NAME --fake`로 적용된 것으로 기록하세요. 아니라면 둘 중 하나의 이름을 바꾸세요.",
      "index-locks": () =>
        "`atomic = False`인 마이그레이션에서 `django.contrib.postgres.operations`의 `AddIndexConcurrently`를 쓰세요.",
      "constraint-locks": () =>
        "`atomic = False`인 마이그레이션에서 `RunSQL`의 `CREATE UNIQUE INDEX CONCURRENTLY`로 인덱스를 만든 다음, `USING INDEX`로 제약을 추가하세요.",
      "constraint-validates": ({ constraint }) =>
        constraint === "CHECK"
          ? "`AddConstraintNotValid`로 추가하고, 별도의 마이그레이션에서 `ValidateConstraint`를 실행하세요."
          : constraint === "NOT NULL"
            ? "먼저 NULL이 아님을 확인하는 CHECK 제약을 `AddConstraintNotValid`로 추가하고, 별도의 마이그레이션에서 `ValidateConstraint`를 실행하세요. 그 뒤에는 행을 검사하지 않습니다."
            : "`db_constraint=False`로 두고, 외래 키는 `RunSQL`의 `ADD CONSTRAINT … NOT VALID`로 추가한 뒤 별도의 마이그레이션에서 `VALIDATE CONSTRAINT`를 실행하세요.",
      "column-rewrites": () =>
        "`null=True`로, 데이터베이스 기본값 없이 추가하고 값은 조금씩 나누어 채우세요.",
      "type-rewrites": () => "새 컬럼을 추가해 값을 조금씩 나누어 채우고, 옛 컬럼은 이후 릴리스에서 빼세요.",
      "rows-rewritten": () =>
        "`atomic = False`인 마이그레이션의 `RunPython`으로 행을 조금씩 나누어 미리 갱신하세요.",
      "code-runs": () => "코드가 남기는 데이터를 서비스 중인 릴리스도 읽을 수 있게 하세요.",
      "sql-unclear": () => "Django의 오퍼레이션으로 쓸 수 있으면 그렇게 하고, 아니면 내용을 직접 확인하세요.",
      "not-judged": () => "실행하기 전에 오퍼레이션의 내용을 직접 확인하세요.",
    },
  },
  pending: (migrations, operations) =>
    `적용할 마이그레이션 ${migrations.toLocaleString("ko")}개, 오퍼레이션 ${operations.toLocaleString("ko")}개`,
  verdicts: {
    "will-fail": "실패함",
    irreversible: "되돌릴 수 없음",
    incompatible: "호환 안 됨",
    costly: "부하 큼",
    "may-fail": "실패 가능",
    uncertain: "확인 필요",
  },
  harmless: (operations, isAll) =>
    `${isAll ? "모두" : `나머지 ${operations.toLocaleString("ko")}개는`} 되돌릴 수 있고, 서비스 중인 릴리스도 그대로 동작합니다.`,
  oldRelease: {
    no: "적용한 뒤의 데이터베이스에서는 서비스 중인 릴리스가 동작할 수 없습니다.",
    maybe: "적용한 뒤의 데이터베이스에서는 서비스 중인 릴리스가 실패할 수 있습니다.",
  },
  fails: {
    will: "이대로는 적용이 실패합니다.",
    may: "이대로는 적용이 실패할 수 있습니다.",
  },
  more: (reasons) => `(외 ${reasons}개)`,
  table: "테이블",
  rows: "행",
  size: "크기",
};
