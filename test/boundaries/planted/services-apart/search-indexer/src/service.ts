export const user = () => import('../../services/user/src/service.ts'); // planted
