// A component made by Mantine's `factory<Factory<{ props, stylesNames, vars }>>(…)`.
import { codeOf, joinedCode } from './code.mjs'
import { literalsOf } from './literals.mjs'
import { membersOf } from './members.mjs'

export function isFactory({ type, callee }) {
  return type === 'CallExpression' && ['factory', 'genericFactory'].includes(callee.name)
}

export function componentShape(file, name, { typeArguments }) {
  const { id: factory, file: home, nodes } = file.declared(typeArguments.params[0].typeName.name)
  const [payload] = nodes[0].typeAnnotation.typeArguments.params
  const part = Object.fromEntries(
    payload.members.map(({ key, typeAnnotation }) => [key.name, typeAnnotation.typeAnnotation]),
  )
  return {
    kind: 'component',
    factory,
    signatures: [joinedCode([`function ${name}(props: `], codeOf(home, part.props), ['): ReactNode'])],
    ...membersOf(home, part.props),
    stylesNames: part.stylesNames ? literalsOf(home, part.stylesNames) : [],
    variables: part.vars ? membersOf(home, part.vars).members : [],
  }
}
