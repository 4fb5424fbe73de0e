import { questions } from '../questions';

/** The attribute of a product by which an action finds the root of its channels. */
export const rootAttribute = (relation: string): string => `${relation}_root`;

/** Everything a policy needs to know is who is in what. */
export const cedarSchema = (): string =>
	[
		'entity Channel in [Channel];',
		'entity Organization in [Channel];',
		'entity Product {',
		'  owner: Organization,',
		'  maker?: Organization,',
		...questions.map(({ relation }) => `  ${rootAttribute(relation)}: Channel,`),
		'};',
		'',
		...questions.map(
			({ action }) =>
				`action "${action}" appliesTo { principal: [Organization], resource: [Product], context: {} };`
		),
		''
	].join('\n');

/** One policy for each question, named as its action. */
export const cedarPolicies = (): string =>
	questions
		.map(
			({ action, relation }) => `@id("${action}")
permit (principal is Organization, action == Action::"${action}", resource is Product)
when { principal in resource.${rootAttribute(relation)} };
`
		)
		.join('\n');
