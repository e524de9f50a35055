import type { ChosenFacets, FacetLists } from '../facets/rules.ts'
import type { Visibility } from '../letter/rules.ts'

/** An invented person who signs in a rehearsal. */
export interface Person {
  name: string
  /** Only some people with a public name have one. */
  title?: string
  /** '' if the person has none. */
  address: string
  visibility: Visibility
  /** Choices from the letter's lists of role, team and site. */
  facets?: ChosenFacets | undefined
}

interface Names {
  given: string[]
  family: string[]
  /** True if the family name comes first in this script. */
  familyFirst?: boolean
  joiner?: string
  share: number
}

const words = (text: string) => text.split(' ')

const scripts: Names[] = [
  {
    share: 34,
    given: words(
      'Ana Bríd Chidi Dagný Elif Fatou Gwen Hélène Inês Jürgen Kaito Léa Marek Niamh Oluwaseun Priya Rosa Søren Tomáš Ulla Věra Wanjiru Yusuf Zoë',
    ),
    family: words(
      'Abara Bergström Castellanos D’Amico Eze Fjeld Guðmundsson Horváth Ibáñez Jensen Kowalczyk Lindqvist Mbeki Nakamura O’Dowd Petrović Quiroga Rasmussen Şahin Tshabalala Ünal Van-Buren Wójcik Zhukova',
    ),
  },
  {
    share: 8,
    given: words('Алёна Борис Вера Григорий Дарья Іван Ksenia Людмила Милан Оксана'),
    family: words('Абрамова Бондаренко Воробьёв Гайдай Деникина Їжак Крылов Мельник Петрова Стојановић'),
  },
  {
    share: 5,
    given: words('Αλέξης Βασιλική Γιώργος Δήμητρα Ελένη Νίκος'),
    family: words('Αντωνίου Βλάχος Γεωργίου Καραγιάννη Παπαδάκη Στεφανίδης'),
  },
  {
    share: 9,
    given: words('伟 芳 静 建国 晓明 思雨 子涵 欣怡'),
    family: words('王 李 张 刘 陈 欧阳 赵 周'),
    familyFirst: true,
    joiner: '',
  },
  {
    share: 6,
    given: words('蓮 陽菜 大翔 さくら 健太 美咲'),
    family: words('佐藤 鈴木 高橋 渡辺 小林 斎藤'),
    familyFirst: true,
    joiner: ' ',
  },
  {
    share: 5,
    given: words('민준 서연 지훈 하은 도윤 수아'),
    family: words('김 이 박 최 정 남궁'),
    familyFirst: true,
    joiner: '',
  },
  { share: 8, given: words('فاطمة محمد ليلى يوسف نور زينب'), family: words('الحسن خليل منصور الشريف حداد عباس') },
  { share: 4, given: words('דוד יעל נועם רחל תמר אבי'), family: words('כהן לוי מזרחי פרץ ביטון שגב') },
  { share: 8, given: words('प्रिया अर्जुन सुनीता विक्रम काव्या रोहन'), family: words('शर्मा वर्मा सिंह पाटिल गुप्ता जोशी') },
  { share: 4, given: words('অনিতা রফিক শর্মিলা তানভীর'), family: words('বসু চৌধুরী দাস হক') },
  { share: 4, given: words('அருண் கவிதா மீனா செந்தில்'), family: words('சுப்பிரமணியன் ராமன் முருகன் பாலன்') },
  { share: 3, given: words('สมชาย สุดา อรทัย ประยุทธ์'), family: words('ใจดี ศรีสุข วงศ์ทอง แสงจันทร์') },
  { share: 2, given: words('Արամ Անի Տիգրան'), family: words('Սարգսյան Պետրոսյան Հակոբյան') },
  { share: 2, given: words('ნინო გიორგი თამარ'), family: words('ბერიძე კაპანაძე მაისურაძე') },
  { share: 2, given: words('አበበ ሰላም ዳዊት'), family: words('ተስፋዬ በቀለ ገብሬ') },
  { share: 6, given: words('Đặng-Thị Nguyễn-Văn Trần-Minh Lê-Thu'), family: words('Ánh An Hằng Quân'), joiner: ' ' },
  { share: 2, given: words('Suharto Nursultan Björk Madonna'), family: [''] },
]

/** Visibilities of ten people in turn. The pattern repeats, so every part of the list contains all of them. */
const pattern: Visibility[] = [
  'public',
  'withheld',
  'public',
  'recipients',
  'public',
  'withheld',
  'public',
  'public',
  'recipients',
  'withheld',
]

const titles = ['Nurse, ward 4', 'Picker, night shift', 'Staff engineer', 'Lorry driver', 'Teacher of mathematics']

/** Invents signatories in many scripts. Deterministic, and nobody is real. */
export function inventPeople(count: number, domains: readonly string[]): Person[] {
  const shares = scripts.flatMap((script) => Array.from({ length: script.share }, () => script))
  return Array.from({ length: count }, (_, index) => {
    const script = shares[(index * 37) % shares.length]
    const domain = domains[index % 3 === 2 ? 1 : 0]
    if (!script || domain === undefined) throw new RangeError('no names or no domains to choose from')
    const name = nameOf(script, index)
    return {
      name,
      address: `${localPart(name, index)}@${domain}`,
      visibility: pattern[index % pattern.length] ?? 'public',
    }
  })
}

/** Invents the same people, but some sign anonymously, some let their names wait for others, and most choose a role or a site. */
export function inventSignatories(count: number, domains: readonly string[], lists: FacetLists): Person[] {
  return inventPeople(count, domains).map((person, index) => ({
    ...person,
    ...(index % 10 === 1 || index % 10 === 7 ? { visibility: 'anonymous' as const } : {}),
    ...(index % 10 === 9 ? { visibility: 'together' as const } : {}),
    ...(index % 10 === 2 || index % 10 === 4 ? { title: titles[index % titles.length] ?? '' } : {}),
    facets: { ...said('role', index, lists), ...(index % 4 !== 3 && said('site', index * 7, lists)) },
  }))
}

function said(facet: 'role' | 'site', index: number, lists: FacetLists): ChosenFacets {
  const value = index % 6 === 5 ? undefined : lists[facet][((index * index) % 7) % lists[facet].length]
  return value === undefined ? {} : { [facet]: value }
}

function nameOf({ given, family, familyFirst = false, joiner = ' ' }: Names, index: number): string {
  const first = given[index % given.length] ?? ''
  const last = family[Math.floor(index / 3) % family.length] ?? ''
  return (familyFirst ? [last, first] : [first, last]).filter((part) => part !== '').join(joiner)
}

/** Work addresses as companies form them: from a Latin name, or else a staff number. */
function localPart(name: string, index: number): string {
  const latin = name
    .normalize('NFD')
    .replace(/[^\p{L} ]/gu, '')
    .toLowerCase()
    .replace(/ø/g, 'o')
    .replace(/ð/g, 'd')
    .replace(/ł/g, 'l')
    .replace(/ı/g, 'i')
    .replace(/đ/g, 'd')
  return /^[a-z ]+$/.test(latin) ? `${latin.replace(/ /g, '.')}.${String(index)}` : `staff${String(20_000 + index)}`
}
