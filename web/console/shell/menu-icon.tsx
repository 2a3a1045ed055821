import {
  AlertOutlined,
  ApartmentOutlined,
  ApiOutlined,
  BarChartOutlined,
  BookOutlined,
  CloudUploadOutlined,
  DatabaseOutlined,
  DeleteOutlined,
  FieldTimeOutlined,
  FolderOpenOutlined,
  HeartOutlined,
  ImportOutlined,
  NotificationOutlined,
  PhoneOutlined,
  QuestionCircleOutlined,
  SafetyOutlined,
  SearchOutlined,
  ShareAltOutlined,
  SwapOutlined,
  TeamOutlined,
  WifiOutlined,
} from '@ant-design/icons';
import type { ComponentType } from 'react';
import type { MenuIcon as Name } from './menu-items.ts';

const icons: Record<Name, ComponentType> = {
  desk: FolderOpenOutlined,
  hotline: PhoneOutlined,
  imports: ImportOutlined,
  notices: NotificationOutlined,
  indicators: BarChartOutlined,
  search: SearchOutlined,
  compare: SwapOutlined,
  sharing: ShareAltOutlined,
  sources: DatabaseOutlined,
  doubts: QuestionCircleOutlined,
  vaults: SafetyOutlined,
  alarms: AlertOutlined,
  devices: WifiOutlined,
  bins: DeleteOutlined,
  rollouts: CloudUploadOutlined,
  fleet: HeartOutlined,
  areas: ApartmentOutlined,
  posts: TeamOutlined,
  catalogue: BookOutlined,
  limits: FieldTimeOutlined,
  keys: ApiOutlined,
};

/** The picture beside a menu entry; the word carries the meaning. */
export function MenuIcon({ name }: { name: Name }) {
  const Icon = icons[name];
  return <Icon aria-hidden />;
}
