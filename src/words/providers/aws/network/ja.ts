import type { NetworkWords } from "./en.ts";

const listed = (names: readonly string[]): string => names.join("、");

const inQuotes = (names: readonly string[]): string => names.map((name) => `「${name}」`).join("、");

/** What is said of networks and of Aurora, in Japanese. */
export const networkJa: NetworkWords = {
  errors: {
    KEY_ONLY_ON_AWS: ({ key, stage }) => ({
      cause: `「${key}」は AWS にしかない機能の指定ですが、ステージ「${stage}」はこのマシンで動きます。`,
      fix: 'AWS のステージの下に書いてください (例: provider = "aws" を指定した [stages.production])。ファイルの先頭に書いたものは「local」を含むすべてのステージに効きます。',
    }),
    KEY_NEEDS_ENGINE: ({ key, engine, needs }) => ({
      cause: `「${key}」は、このステージのデータベース「${engine}」では使えないキーです。`,
      fix: `このキーを削除するか、同じテーブルに ${needs.map((one) => `engine = "${one}"`).join(" または ")} と書いてください。`,
    }),
    DATABASE_CAPACITY_UNFIT: ({ key, given, engine }) => ({
      cause: `「${key}」の値 ${given} は、${{ neon: "Neon", aurora: "Aurora" }[engine]} で選べるサイズではありません。`,
      fix: {
        neon: "Neon では 0.25、0.5、または 1 から 16 までの整数を指定できます。「max」と「min」の差は 8 以内にしてください。",
        aurora: "Aurora では 0.5 刻みで指定できます。「min」は 0 以上、「max」は 1 以上です。",
      }[engine],
    }),
    DATABASE_CAPACITY_CROSSED: ({ min, max }) => ({
      cause: `「database.min」が ${min}、「database.max」が ${max} です。最小値が最大値を超えることはできません。`,
      fix: `「max」を ${min} 以上にするか、「min」を ${max} 以下にしてください。`,
    }),
    TIME_ZONE_UNKNOWN: ({ key, given, nearest }) => ({
      cause: `「${key}」に指定されたタイムゾーン「${given}」は存在しません。`,
      fix:
        nearest === null
          ? "IANA タイムゾーンデータベースの名前で書いてください (例: Asia/Tokyo、UTC)。"
          : `「${nearest}」の間違いではありませんか?`,
    }),
    NETWORK_KEYS_CROSSED: ({ key, hasVpc }) =>
      hasVpc
        ? {
            cause: `「${key}」は Monolift が作るネットワーク用のキーですが、「network.vpc」には既存の VPC が指定されています。既存の VPC は一切変更しません。`,
            fix: `どちらか一方を削除してください。「${key}」に当たるものは、VPC の管理者が追加する必要があります。`,
          }
        : {
            cause: `「${key}」は既存の VPC の一部を指定するキーですが、「network.vpc」がないため、どの VPC か分かりません。`,
            fix: '[network] テーブルに VPC を追加してください (例: vpc = "vpc-0a1b2c3d4e5f60718")。',
          },
    NETWORK_VPC_MISSING: ({ vpc, region, account, elsewhere }) => ({
      cause:
        elsewhere === null
          ? `VPC ${vpc} は ${region} にありません。アカウント ${account} の他のリージョンにもありません。`
          : `VPC ${vpc} は ${elsewhere} にありますが、このステージは ${region} にあります。`,
      fix:
        elsewhere === null
          ? `\`aws ec2 describe-vpcs --region ${region}\` で一覧を確認し、「network.vpc」を修正するか、VPC のあるアカウントを使ってください。`
          : `ステージに region = "${elsewhere}" と書くか、「network.vpc」に ${region} の VPC を指定してください。`,
    }),
    NETWORK_SUBNETS_UNFIT: ({ vpc, why, subnets }) => ({
      cause: {
        none: `VPC ${vpc} にサブネットがありません。`,
        "all-public": `VPC ${vpc} のサブネットはすべてパブリックサブネットです (${listed(subnets)})。関数はパブリックアドレスを持たないため、そこからはインターネットに接続できません。`,
        "one-zone": `VPC ${vpc} の使えるサブネットがすべて 1 つのアベイラビリティーゾーンにあります (${listed(subnets)})。Aurora には 2 つ必要です。`,
      }[why],
      fix: {
        none: "2 つのアベイラビリティーゾーンにプライベートサブネットを追加するか、「network.vpc」に別の VPC を指定してください。",
        "all-public":
          'プライベートサブネットを追加してください。データベースにさえ接続できればよい場合は、[network] に subnets = ["…", "…"] と書いて自分で指定できます。',
        "one-zone":
          '別のアベイラビリティーゾーンにプライベートサブネットを追加するか、[network] に subnets = ["…", "…"] と書いて適切な 2 つを指定してください。',
      }[why],
    }),
    NETWORK_PART_ELSEWHERE: ({ what, id, vpc }) => ({
      cause: `${what === "subnet" ? "サブネット" : "セキュリティグループ"} ${id} は VPC ${vpc} にありません。`,
      fix: `「network.${what === "subnet" ? "subnets" : "security_groups"}」を修正するか、削除してください。削除すると Monolift が自動で決めます。`,
    }),
    NETWORK_NO_WAY_OUT: ({ vpc, subnets, service }) => ({
      cause: `VPC ${vpc} のサブネット ${listed(subnets)} から AWS への経路がありません。NAT ゲートウェイや Egress-Only インターネットゲートウェイへのルートも、インターフェイスエンドポイント ${service} もないため、関数がシークレットを読み取れません。`,
      fix: `プライベート DNS を有効にしたエンドポイント ${service} かルートを VPC に追加するか、[network] に subnets = ["…", "…"] と書いて別のサブネットを指定してください。`,
    }),
    NETWORK_CIDR_FIXED: ({ given, cidr, stack }) => ({
      cause: `「network.cidr」は ${given} ですが、ネットワーク ${stack} は ${cidr} で作られています。中に何かがある間、AWS では変更できません。`,
      fix: `cidr = "${cidr}" と書くか、このキーを削除してください。別のアドレスにするには share = false でステージ専用のネットワークにします。`,
    }),
    EC2_REFUSED: ({ action, code }) => ({
      cause: `ネットワークの構成の取得を AWS が拒否しました (${action}: ${code})。`,
      fix: `上に AWS のメッセージを表示しています。ユーザーまたはロールに権限 ec2:${action} が必要です。不足している権限は \`monolift doctor\` で一覧できます。`,
    }),
    EC2_UNREACHABLE: ({ action }) => ({
      cause: `EC2 から応答がありません (${action})。`,
      fix: "このマシンがインターネットに接続できるか、AWS_ENDPOINT_URL が正しいかを確認して、コマンドをもう一度実行してください。",
    }),
    AURORA_UNAVAILABLE: ({ region }) => ({
      cause: `${region} には、一時停止できるバージョンの Aurora PostgreSQL がありません。`,
      fix: '別のリージョンか、別のデータベース (例: database = "neon") を使ってください。',
    }),
    AURORA_NAME_TAKEN: ({ cluster }) => ({
      cause: `クラスター ${cluster} はすでに存在しますが、このステージのタグがありません。他の誰かのものです。`,
      fix: "monolift.toml の `name` を別の名前にするか、そのクラスターの名前を変更してください。何も変更していません。",
    }),
    AURORA_COPY_MISSING: ({ from, cluster }) => ({
      cause: `ステージ「${from}」にコピー元のデータベースがありません。このアカウントとリージョンにクラスター ${cluster} が見つかりません。`,
      fix: "先にそのステージをリフトするか、コピーせずに始めてください。",
    }),
    AURORA_FAILED: ({ cluster, status }) => ({
      cause: `クラスター ${cluster} が「${status}」になりました。この状態からは自動で復旧しません。`,
      fix: `原因は \`aws rds describe-events --source-type db-cluster --source-identifier ${cluster}\` で確認できます。「available」になったら、コマンドをもう一度実行してください。`,
    }),
    AURORA_REFUSED: ({ cluster, code }) => ({
      cause: `クラスター ${cluster} への要求を AWS が拒否しました (${code})。`,
      fix: "上に AWS のメッセージを表示しています。原因を解消してからコマンドをもう一度実行してください。止まったところから続きます。",
    }),
    AURORA_SLOW: ({ cluster, status, minutes }) => ({
      cause: `クラスター ${cluster} は ${minutes} 分たっても「${status}」のままです。通常は 5~10 分で終わります。`,
      fix: "コマンドをもう一度実行してください。止まったところから続きます。",
    }),
    AURORA_POINT_MISSING: ({ snapshot, known }) => ({
      cause: `このステージのデータベースにスナップショット ${snapshot} はありません。`,
      fix:
        known.length === 0
          ? "このステージにスナップショットはありません。"
          : `存在するスナップショット: ${listed(known)}`,
    }),
  },
  notices: {
    NETWORK_TAKEN: ({ vpc, subnets, groups }) =>
      `関数は ${vpc} で動きます (サブネット: ${listed(subnets)}、セキュリティグループ: ${listed(groups)})。`,
    NETWORK_MUST_BE_ALLOWED: ({ group }) =>
      `データベース側で、セキュリティグループ ${group} からの接続を許可する必要があります。一度だけ実行してください: aws ec2 authorize-security-group-ingress --group-id データベースのグループ --protocol tcp --port 5432 --source-group ${group}`,
    NETWORK_IPV6_ONLY:
      "このネットワークの中から、アプリケーションは AWS と IPv6 アドレスを持つホストに接続できます。IPv4 しかないホスト (多くの決済・メールサービスなど) に接続するには [network] に nat = true が必要です。",
    NETWORK_NAT_COSTS: ({ region, usdPerMonth, usdPerGb }) =>
      usdPerMonth === null || usdPerGb === null
        ? `NAT ゲートウェイを作成します。${region} の料金はここでは分かりません。1 時間あたり、1 GB あたりの料金は https://aws.amazon.com/vpc/pricing/ で確認できます。`
        : `NAT ゲートウェイを作成します。${region} では使わなくても月額 $${usdPerMonth.toFixed(2)}、加えて 1 GB あたり $${usdPerGb} です。`,
    NETWORK_NAT_GOES_NEXT:
      "公開中のリリースが使っているため、NAT ゲートウェイはまだ残しています。次の `monolift up` で削除します。",
    NETWORK_NAT_STAYS: ({ stages }) =>
      `NAT ゲートウェイは残します。同じネットワークの ${inQuotes(stages)} が必要としています。`,
    NETWORK_ENDPOINTS_COST: ({ region, usdPerMonth }) =>
      usdPerMonth === null
        ? `インターフェイスエンドポイントを作成します。${region} の料金はここでは分かりません。https://aws.amazon.com/privatelink/pricing/ で確認できます。`
        : `インターフェイスエンドポイントを作成します。${region} では使わなくても月額 $${usdPerMonth.toFixed(2)} です。`,
    NETWORK_STAYS: ({ stages }) => `プロジェクトのネットワークは ${inQuotes(stages)} のために残します。`,
    NETWORK_WAITS: ({ count, minutes }) =>
      `Lambda が関数のネットワークインターフェイス ${count} 個を回収しています (${minutes} 分経過、通常は最大 20 分)`,
    NETWORK_LEFT: ({ stack, count, minutes }) =>
      `ネットワーク ${stack} はいったん残します。${minutes} 分たっても Lambda がインターフェイスを ${count} 個保持しています。ネットワーク自体に料金はかかりません。後で同じコマンドを実行すると削除されます。`,
    AURORA_WAITS: ({ cluster, status, minutes }) =>
      `Aurora ${cluster}: ${status} (${minutes} 分経過、通常は 5~10 分)`,
    AURORA_RESTARTS: ({ cluster, connections }) =>
      `接続数の上限を ${connections} にするため、Aurora ${cluster} を一度再起動します。数秒間、接続できなくなります。`,
    AURORA_SNAPSHOT_KEPT: ({ snapshot }) =>
      `行はスナップショット ${snapshot} に残しました。削除するまで、サイズに応じた料金がかかります。`,
  },
};
