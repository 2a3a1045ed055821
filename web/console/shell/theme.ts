import type { ThemeConfig } from 'antd';

/**
 * The face's colours. Pale grounds are set by hand, because the library greys those it derives from dark tones; secondary and placeholder greys are darker than the library's own, which fall below the
 * 4.5 : 1 of contrast that accessibility asks for.
 */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#1f5eff',
    // under the mouse darker, not paler: white words on it keep their contrast
    colorPrimaryHover: '#1a51dd',
    colorLink: '#1a51dd',
    colorError: '#c8281e',
    colorSuccess: '#14692c',
    colorWarning: '#8a5200',
    colorSuccessBg: '#e5f4e9',
    colorSuccessBorder: '#9ed0ab',
    colorWarningBg: '#fff4df',
    colorWarningBorder: '#ecc789',
    colorErrorBg: '#fdecea',
    colorErrorBorder: '#f0b4af',
    colorInfo: '#1a51dd',
    colorInfoBg: '#e9efff',
    colorInfoBorder: '#b3c7ff',
    colorText: '#1c2430',
    colorTextSecondary: '#4a5565',
    colorTextTertiary: '#5b6675',
    colorTextQuaternary: '#667080',
    colorTextPlaceholder: '#667080',
    colorTextDescription: '#4a5565',
    colorBgLayout: '#f4f6fa',
    colorBorderSecondary: '#e6eaf0',
    borderRadius: 6,
    fontSize: 14,
    fontFamily:
      "'PingFang SC', 'HarmonyOS Sans SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', system-ui, sans-serif",
  },
  components: {
    Form: { itemMarginBottom: 16, verticalLabelPadding: '0 0 4px' },
    Segmented: { trackBg: '#e4e9f1' },
  },
};
