/** A work entry while it is typed. */
export class WorkTyped {
	subject = $state('');
	value = $state('');
	note = $state('');

	get isEmpty(): boolean {
		return this.subject === '' && this.value === '' && this.note === '';
	}

	clear(): void {
		this.subject = '';
		this.value = '';
		this.note = '';
	}
}
