import { m } from '$lib/paraglide/messages';
import type { Problem, ProblemCode } from '$lib/setup/problem';
import { cut, plainText } from '../kit/text/plain-text';

/** What a sentence may name, everything a text, and short enough to stand in one. */
interface Words {
	word: string;
	of: string;
	choices: string;
}

const SENTENCES: Record<ProblemCode, (words: Words) => string> = {
	yaml: ({ word }) => m.setup_problem_yaml({ detail: word }),
	'no-header': m.setup_problem_no_header,
	'not-a-setup': m.setup_problem_not_a_setup,
	'newer-version': m.setup_problem_newer_version,
	'too-big': (words) => (words.of === '' ? m.setup_problem_too_big() : m.setup_problem_part_too_big(words)),
	'too-deep': m.setup_problem_too_deep,
	'several-documents': m.setup_problem_several_documents,
	directive: m.setup_problem_directive,
	tag: m.setup_problem_tag,
	'merge-key': m.setup_problem_merge_key,
	'duplicate-key': m.setup_problem_duplicate_key,
	aliases: m.setup_problem_aliases,
	'unknown-key': m.setup_problem_unknown_key,
	'missing-key': m.setup_problem_missing_key,
	empty: m.setup_problem_empty,
	'not-a-map': m.setup_problem_not_a_map,
	'not-a-list': m.setup_problem_not_a_list,
	'not-a-text': m.setup_problem_not_a_text,
	'not-yes-or-no': m.setup_problem_not_yes_or_no,
	'key-malformed': m.setup_problem_key_malformed,
	'key-reserved': m.setup_problem_key_reserved,
	'unknown-organization': m.setup_problem_unknown_organization,
	'unknown-product': m.setup_problem_unknown_product,
	'account-malformed': m.setup_problem_account_malformed,
	'account-taken': m.setup_problem_account_taken,
	'pid-malformed': m.setup_problem_pid_malformed,
	'pid-taken': m.setup_problem_pid_taken,
	'origin-unknown': m.setup_problem_not_among,
	'kind-unknown': m.setup_problem_not_among,
	'permission-unknown': m.setup_problem_not_among,
	'maker-missing': m.setup_problem_maker_missing,
	'maker-not-allowed': m.setup_problem_maker_not_allowed,
	'maker-is-owner': m.setup_problem_maker_is_owner,
	'based-on-itself': m.setup_problem_based_on_itself,
	'grantee-self': m.setup_problem_grantee_self,
	'grantee-owner': m.setup_problem_grantee_owner,
	'granted-twice': m.setup_problem_granted_twice,
	'nothing-granted': m.setup_problem_nothing_granted,
	'no-products': m.setup_problem_no_products,
	'flag-without-grant': m.setup_problem_flag_without_grant,
	'names-differ': m.setup_problem_names_differ,
	'said-twice': m.setup_problem_said_twice,
	'sentence-unknown': m.setup_problem_sentence_unknown,
	'steps-invalid': m.setup_problem_steps_invalid,
	'done-twice': m.setup_problem_done_twice
};

/** What is wrong with a text, in the person's language; its place stands beside it. */
export function setupProblemText({ code, details }: Problem): string {
	const [word, of] = [details.word, details.of ?? details.in].map((text) => plainText(cut(text ?? '', 80)));
	const problem = SENTENCES[code]({
		...{ word: word!, of: of! },
		choices: plainText(cut((details.choices ?? []).join(', '), 200))
	});
	return details.nearest === undefined
		? problem
		: m.setup_meant({ problem, nearest: plainText(cut(details.nearest, 80)) });
}
