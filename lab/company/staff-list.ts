/** One employee as the personnel file has it. */
export interface Employee {
  readonly sam: string;
  readonly givenName: string;
  readonly surname: string;
  readonly ou: 'Staff' | 'Sales' | 'Contractors' | 'Leavers';
  readonly department: string;
  readonly employeeId: string;
}

const employee = (sam: string, name: string, about: readonly [Employee['ou'], string, string]): Employee => {
  const [givenName = '', surname = ''] = name.split(' ');
  return { sam, givenName, surname, ou: about[0], department: about[1], employeeId: about[2] };
};

/** Everybody who works, worked or will have worked at Contoso. The admins of the chat come first. */
export const STAFF: readonly Employee[] = [
  employee('aruiz', 'Ana Ruiz', ['Staff', 'IT', 'E1001']),
  employee('bosei', 'Ben Osei', ['Staff', 'IT', 'E1002']),
  employee('cmartin', 'Chloe Martin', ['Staff', 'IT', 'E1003']),
  employee('hlind', 'Hugo Lind', ['Staff', 'Help Desk', 'E1004']),
  employee('jsmith', 'John Smith', ['Staff', 'Finance', 'E1010']),
  employee('mlopez', 'Maria Lopez', ['Staff', 'Legal', 'E1011']),
  employee('tnguyen', 'Thu Nguyen', ['Staff', 'Marketing', 'E1012']),
  employee('avance', 'Alice Vance', ['Sales', 'Sales', 'E1013']),
  employee('pnovak', 'Petra Novak', ['Sales', 'Sales', 'E1014']),
  employee('dcohen', 'David Cohen', ['Sales', 'Sales', 'E1015']),
  employee('sjones', 'Sarah Jones', ['Sales', 'Sales', 'E1016']),
  employee('rkapoor', 'Ravi Kapoor', ['Sales', 'Sales', 'E1017']),
  employee('lweber', 'Lena Weber', ['Staff', 'Finance', 'E1018']),
  employee('fokafor', 'Femi Okafor', ['Staff', 'Finance', 'E1019']),
  employee('yito', 'Yuki Ito', ['Staff', 'Research', 'E1020']),
  employee('gsilva', 'Gabriel Silva', ['Staff', 'Research', 'E1021']),
  employee('nhassan', 'Nadia Hassan', ['Staff', 'Research', 'E1022']),
  employee('ekarlsson', 'Erik Karlsson', ['Staff', 'Operations', 'E1023']),
  employee('bdubois', 'Brigitte Dubois', ['Staff', 'Operations', 'E1024']),
  employee('wchen', 'Wei Chen', ['Staff', 'Operations', 'E1025']),
  employee('iroman', 'Ioana Roman', ['Staff', 'Personnel', 'E1026']),
  employee('kmurphy', 'Kate Murphy', ['Staff', 'Personnel', 'E1027']),
  employee('rcole', 'Rita Cole', ['Contractors', 'Operations', 'X2001']),
  employee('oberg', 'Otto Berg', ['Leavers', 'Sales', 'E0907']),
];
