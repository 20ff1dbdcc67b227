"""Eight posts, so that the first page has something to show."""

from datetime import datetime, timezone

from django.db import migrations

TAGS = {
    'sea': 'Sea',
    'kitchen': 'Kitchen',
    'tools': 'Tools',
    'walks': 'Walks',
}

POSTS = [
    {
        'title': 'The ferry leaves at six',
        'slug': 'the-ferry-leaves-at-six',
        'language': 'en',
        'date': (2025, 9, 21),
        'tags': ['sea', 'walks'],
        'summary': 'What the harbour looks like when only the bakers and the gulls are awake.',
        'body': """The first boat goes out at six, and in September that is just before the light. You stand on the quay with a paper cup and see *almost* nothing: one lamp on the mast, one in the wheelhouse, and the water between them.

Then the sky behind the breakwater turns the colour of a peach, and everything that was there all along comes back. Nets. Crates. The cat that belongs to nobody.

## What to bring

- A cup with a lid. The deck is wet and the sea has opinions.
- Something warm for the way back; the wind turns around with the boat.
- Coins. The machine on board takes **no cards** and gives no change.

> You don't take the early ferry to get somewhere. You take it to have been awake.

On the island there is one road. It goes up to the lighthouse, past eleven houses, and comes down again on the other side. Two hours if you walk it, three if you look.""",
        'comments': [
            ('Mara', 'The cat is called Captain. She belongs to the baker, or the other way round.'),
            ('Jun', 'Took it last week because of this. Forgot the coins.'),
        ],
    },
    {
        'title': '朝の港でパンを買う',
        'slug': 'bread-at-the-harbour',
        'language': 'ja',
        'date': (2025, 9, 6),
        'tags': ['kitchen', 'walks'],
        'summary': '六時半に焼き上がる塩パンを、防波堤に腰かけて食べるだけの話。',
        'body': """港の角にある小さなパン屋は、六時半に最初の窯が開きます。看板は出ていません。明かりがついていたら営業中、消えていたら売り切れです。

おすすめは**塩パン**。底がかりっとしていて、真ん中のバターはまだ溶けている。冷めるまで待てた人を、私は見たことがありません。

## 家で温め直すなら

- 霧吹きで軽く湿らせる
- トースターで二分、余熱で一分
- バターは足さない。足すなら、もう一個買ったほうがいい

> 「今日は風が強いから、よく膨らんだよ」と店主は言う。関係はたぶん、ない。

防波堤に座って食べると、かもめが寄ってきます。目を合わせないのがコツです。""",
        'comments': [('ゆき', '売り切れる前に行けたのは、三年で二回だけです。')],
    },
    {
        'title': 'A spreadsheet for the tides',
        'slug': 'a-spreadsheet-for-the-tides',
        'language': 'en',
        'date': (2025, 8, 30),
        'tags': ['tools', 'sea'],
        'summary': 'Twelve rows, one formula, and no more wet shoes.',
        'body': """Every harbour sells a little book of tides. I lost mine, so I made twelve rows and one formula. It is wrong by ten minutes, which is less than I am usually late.

The idea is old: the moon comes around in 24 hours and about 50 minutes, and the water follows it twice. So the next high tide is

```
next = last + 12 h 25 min
```

and everything else is knowing one high tide of *your* beach. Write it down once, add `0.5174` days for each row, and print the sheet.

## Where it goes wrong

Around full moon the sea comes higher than you think. In the narrow bay behind the lighthouse it comes later. And with three days of wind from the west it does what it likes.

You can download this blog as a table, too: [all posts as a table](/export/posts.csv).""",
        'comments': [('Ana', 'Ten minutes is a lot when you are on the wrong side of the rock.')],
    },
    {
        'title': '등대까지 걷는 길',
        'slug': 'the-road-to-the-lighthouse',
        'language': 'ko',
        'date': (2025, 8, 17),
        'tags': ['walks'],
        'summary': '왕복 두 시간. 물 한 병이면 충분하고, 서두르면 손해입니다.',
        'body': """등대까지 가는 길은 하나뿐입니다. 길을 잃을 일은 없지만, 시간을 잃기는 쉽습니다. 모퉁이를 돌 때마다 바다가 조금씩 다른 색으로 나타나거든요.

처음 이십 분은 마을을 지나갑니다. 열한 채의 집, 빨래, 라디오 소리. 그다음부터는 **바람과 나**만 남습니다.

## 준비물

- 물 한 병
- 모자. 그늘이 없습니다
- 돌아오는 배 시간을 적은 쪽지

> 등대는 가까이 갈수록 작아집니다. 멀리서 본 것이 더 컸습니다.

꼭대기에는 올라갈 수 없지만, 뒤편 벤치에 앉으면 섬 전체가 보입니다. 거기서 먹는 귤이 제일 답니다.""",
        'comments': [],
    },
    {
        'title': 'Soup for the day after the storm',
        'slug': 'soup-for-the-day-after-the-storm',
        'language': 'en',
        'date': (2025, 8, 2),
        'tags': ['kitchen'],
        'summary': 'One pot, whatever is left, and a lemon. Always the lemon.',
        'body': """After a storm the shop has no bread and the boats bring nothing. This is the soup for that day. It wants one pot and what every kitchen has at the back of a shelf.

- Two onions, cut badly
- A tin of tomatoes, a tin of white beans
- The end of the ham, or no ham
- One lemon

Cook the onions **longer than you want to**. Put in the rest except the lemon. Half an hour later, squeeze the lemon into it, taste, and be surprised: it is the lemon that makes it a soup and not a stew that gave up.

> If the power is out, it works on a camping stove. It tastes better there, in fact.""",
        'comments': [('Tom', 'No lemon in the house. Used the brine from the olives. Would do it again.')],
    },
    {
        'title': 'Mending a net, mending a program',
        'slug': 'mending-a-net',
        'language': 'en',
        'date': (2025, 7, 19),
        'tags': ['tools'],
        'summary': 'An old man with a wooden needle explained refactoring to me. He didn’t know the word.',
        'body': """He sits on an upturned crate, the net over his knees, and does not look for the hole. He looks for **the last knot that is still good**, and begins there.

"If you begin at the hole," he says, "you only make it smaller."

I thought about that all the way home. How often I open a program at the line that broke, pull the edges together, and go away content. The hole is smaller. The net is no better.

## His rules

- Begin at what holds.
- Use the same knot as the one beside it, even if you know a nicer one.
- Wash the net first. Half of the holes are seaweed.""",
        'comments': [],
    },
    {
        'title': 'Eleven houses',
        'slug': 'eleven-houses',
        'language': 'en',
        'date': (2025, 7, 5),
        'tags': ['walks'],
        'summary': 'A street so short that its postman is also its mayor.',
        'body': """The street has eleven houses, and numbers up to fourteen. Nobody could tell me about the other three. "They were going to be built," said number nine. "They were washed away," said number two.

The postman, who is also the mayor, has the plan on his kitchen wall. On it there are fourteen houses, a school, and a small square with a tree.

*The tree is there.* It stands in the middle of nothing and is as wide as a house. On Sundays somebody puts a table under it, and then it is a square after all.""",
        'comments': [],
    },
    {
        'title': 'Why a blog, and why so small',
        'slug': 'why-a-blog',
        'language': 'en',
        'date': (2025, 6, 28),
        'tags': ['tools'],
        'summary': 'No followers, no numbers, no feed that knows better. Just pages.',
        'body': """I wanted a place that does not ask me how I feel about it. A page that is there in the morning, as it was, with what I wrote in it.

So this is a blog: posts, a photo if there is one, tags, a box for comments. It speaks three languages because my neighbours do. You can read it in a [feed reader](/feed/) and never come back here; I will not notice, and that is *the whole point*.""",
        'comments': [('Mara', 'I noticed.')],
    },
]


def write_posts(apps, schema_editor):
    Tag = apps.get_model('posts', 'Tag')
    Post = apps.get_model('posts', 'Post')
    Comment = apps.get_model('posts', 'Comment')
    tags = {slug: Tag.objects.create(slug=slug, name=name) for slug, name in TAGS.items()}
    for entry in POSTS:
        post = Post.objects.create(
            title=entry['title'],
            slug=entry['slug'],
            language=entry['language'],
            summary=entry['summary'],
            body=entry['body'],
            published_at=datetime(*entry['date'], 7, 30, tzinfo=timezone.utc),
        )
        post.tags.set([tags[slug] for slug in entry['tags']])
        for name, text in entry['comments']:
            Comment.objects.create(post=post, name=name, text=text)


def remove_posts(apps, schema_editor):
    Post = apps.get_model('posts', 'Post')
    Post.objects.filter(slug__in=[entry['slug'] for entry in POSTS]).delete()


class Migration(migrations.Migration):
    dependencies = [('posts', '0001_initial')]
    operations = [migrations.RunPython(write_posts, remove_posts)]
