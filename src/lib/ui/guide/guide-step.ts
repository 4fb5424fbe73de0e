/** A step of a guide as it is shown now, whatever says when it is done. */
export interface GuideStep {
	id: string;
	text: string;
	done: boolean;
	/** Where it is done, acting as who does it; absent while that organization is not there. */
	href: string | undefined;
	/** Who does it. */
	as: { name: string; colour: string } | undefined;
}
