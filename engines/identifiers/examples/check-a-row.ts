// node examples/check-a-row.ts: checks a row as an importer would, and finds the door of its address.
import { addressKey } from '../src/address-key.ts';
import { checkCitizenNumber } from '../src/check-citizen-number.ts';
import { checkPhone } from '../src/check-phone.ts';
import { compareAddresses } from '../src/compare-addresses.ts';
import { cutName } from '../src/cut-name.ts';
import { makeGazetteer } from '../src/make-gazetteer.ts';
import { maskCitizenNumber } from '../src/mask-citizen-number.ts';
import { parseAddress } from '../src/parse-address.ts';

const row = {
  name: '欧阳娜',
  citizen: '11010519491231002x', // the example of textbooks
  phone: '（029）3321 2345转801',
  address: '秦都区陈杨寨街办芙蓉小区三号楼2单元５０１',
};
const gazetteer = makeGazetteer(
  [
    { code: '610402', name: '秦都区' },
    { code: '610402005', name: '陈杨寨街道' },
    { code: '610402005004', name: '河南街社区' },
  ],
  [{ name: '芙蓉小区', area: '610402005004' }],
);
console.log(cutName(row.name));
console.log(maskCitizenNumber(row.citizen), checkCitizenNumber(row.citizen));
console.log(checkCitizenNumber('610402201502290036'));
console.log(checkPhone(row.phone));
console.log(addressKey(parseAddress(row.address, gazetteer)));
console.log(compareAddresses('西兰路18号阳光花苑3号楼2单元', '西兰路18号惠民便利店'));
