// Kit reads its App types from here; none is changed, so the file only says that it is a module.
declare global {
	namespace App {
		interface Error {
			message: string;
		}
	}
}

export {};
