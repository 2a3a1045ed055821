import { makeGazetteer } from '../make-gazetteer.ts';

/** A few names of Qindu as the statistical list has them, and two estates. */
export const smallDistrict = makeGazetteer(
  [
    { code: '610402', name: '秦都区' },
    { code: '610402001', name: '人民路街道' },
    { code: '610402001004', name: '天王一区居委会' },
    { code: '610402005', name: '陈杨寨街道' },
    { code: '610402005001', name: '秦阳社区居委会' },
    { code: '610402005004', name: '河南街社区' },
    { code: '610402005010', name: '华宇社区' },
    { code: '610402005214', name: '曹家寨村委会' },
    { code: '610402006', name: '古渡街道' },
    { code: '610402006010', name: '华宇社区' },
  ],
  [
    { name: '芙蓉小区', area: '610402005004' },
    { name: '华宇蓝郡', area: '610402005010', aliases: ['蓝郡'] },
  ],
);
