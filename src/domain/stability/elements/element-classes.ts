import { ELEMENT_COUNT, type ElementIndex, elementsOf } from './element-constants.ts'

/** Coarse classes of elements. */
const CLASSES = [
  'hydrogen',
  'alkali metal',
  'alkaline earth',
  'rare earth or actinide',
  'early transition metal',
  'late transition metal',
  'group 12 metal',
  'B, C, Si or Ge',
  'post-transition metal',
  'N, P or As',
  'oxygen',
  'chalcogen',
  'halogen',
  'noble gas',
] as const

type ElementClass = (typeof CLASSES)[number]

/** Families of elements that fill the same sites, each within a class. */
const FAMILIES: readonly (readonly [members: string, elementClass: ElementClass])[] = [
  ['H', 'hydrogen'],
  ['Li Na K Rb Cs Fr', 'alkali metal'],
  ['Be Mg', 'alkaline earth'],
  ['Ca Sr Ba Ra', 'alkaline earth'],
  ['Sc Y La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu', 'rare earth or actinide'],
  ['Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No', 'rare earth or actinide'],
  ['Ti Zr Hf', 'early transition metal'],
  ['V Nb Ta', 'early transition metal'],
  ['Cr Mo W', 'early transition metal'],
  ['Mn Tc Re', 'late transition metal'],
  ['Fe Ru Os', 'late transition metal'],
  ['Co Rh Ir', 'late transition metal'],
  ['Ni Pd Pt', 'late transition metal'],
  ['Cu Ag Au', 'late transition metal'],
  ['Zn Cd Hg', 'group 12 metal'],
  ['B', 'B, C, Si or Ge'],
  ['Al Ga In Tl', 'post-transition metal'],
  ['C', 'B, C, Si or Ge'],
  ['Si Ge', 'B, C, Si or Ge'],
  ['Sn Pb', 'post-transition metal'],
  ['N', 'N, P or As'],
  ['P As', 'N, P or As'],
  ['Sb Bi', 'post-transition metal'],
  ['O', 'oxygen'],
  ['S Se Te Po', 'chalcogen'],
  ['F', 'halogen'],
  ['Cl Br I At', 'halogen'],
  ['He Ne Ar Kr Xe Rn', 'noble gas'],
]

/** Family of each element, as its place in the list of families. */
export const FAMILY = new Uint8Array(ELEMENT_COUNT)
/** Coarse class of each element, as its place in the list of classes. */
export const COARSE_CLASS = new Uint8Array(ELEMENT_COUNT)
/** How many elements each family has. */
export const FAMILY_SIZE: readonly number[] = FAMILIES.map(([members]) => elementsOf(members).length)

FAMILIES.forEach(([members, elementClass], family) => {
  for (const element of elementsOf(members)) {
    FAMILY[element] = family
    COARSE_CLASS[element] = CLASSES.indexOf(elementClass)
  }
})

/** Whether an element is in one of these classes. */
export function isOfClass(element: ElementIndex, ...classes: readonly ElementClass[]): boolean {
  return classes.includes(CLASSES[COARSE_CLASS[element]!]!)
}
