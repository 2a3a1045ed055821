import { type Client, type Person, signInAs } from './client.ts';

/** The sample people, found by role and by where they work. */
export class SamplePeople {
  readonly url: string;
  readonly all: readonly Person[];

  private constructor(url: string, all: readonly Person[]) {
    this.url = url;
    this.all = all;
  }

  static async read(url: string): Promise<SamplePeople> {
    return new SamplePeople(url, (await (await fetch(`${url}/api/sample/people`)).json()) as Person[]);
  }

  /**
   * The first person with a role whose area contains the place, or one told apart by the test.
   * @throws Error when the sample has nobody like that
   */
  find(role: string, fits: (person: Person) => boolean = () => true): Person {
    const person = this.all.find((candidate) => candidate.role === role && fits(candidate));
    if (!person) throw new Error(`The sample has no ${role} like that.`);
    return person;
  }

  /** Somebody with the role over the area: the deepest post whose area contains it. */
  over(role: string, area: string): Person {
    const fits = this.all
      .filter((p) => p.role === role && area.startsWith(p.area))
      .sort((a, b) => b.area.length - a.area.length);
    if (!fits[0]) throw new Error(`The sample has no ${role} over ${area}.`);
    return fits[0];
  }

  signIn(person: Person): Promise<Client> {
    return signInAs(this.url, person);
  }
}
