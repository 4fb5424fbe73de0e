import { domainToASCII } from 'node:url';

/* The law's "Text, compared", a step a line. */

const hidden = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu;

export const hasHidden = (text: string) => text.search(hidden) >= 0;

export function form(text: string): string {
	const shown = text.replaceAll(hidden, '').normalize('NFKC');
	return shown.toLowerCase().toUpperCase().toLowerCase().normalize('NFKC').trim();
}

export function accountForm(account: string): string {
	const [name = '', domain = ''] = form(account).split('@');
	const labels = domain.replace(/\.$/, '').split('.');
	return [name, labels.map(ascii).join('.')].join('@');
}

const ascii = (label: string) => (/^[ -~]*$/.test(label) ? label : domainToASCII(label));
