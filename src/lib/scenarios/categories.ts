import type { Words } from './words';

export const lighting: Words = { en: 'Lighting', zh: '照明' };
export const smartPlug: Words = { en: 'Electrical', zh: '电工' };
export const homeAppliance: Words = { en: 'Home appliances', zh: '家电' };
export const climate: Words = { en: 'Climate', zh: '环境' };
export const security: Words = { en: 'Security', zh: '安防' };
export const gateway: Words = { en: 'Gateways', zh: '网关' };
export const modules: Words = { en: 'Modules', zh: '模组' };
