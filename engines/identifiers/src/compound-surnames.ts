/** Surnames of two characters that people in China bear today; common knowledge, our own selection. */
export const COMPOUND_SURNAMES: ReadonlySet<string> = new Set(
  (
    '欧阳 歐陽 上官 司马 司馬 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲 公孙 公孫 令狐 慕容 宇文 长孙 長孫 司徒 司空 夏侯 ' +
    '轩辕 軒轅 端木 百里 呼延 南宫 南宮 独孤 獨孤 澹台 澹臺 公冶 宗政 濮阳 濮陽 淳于 单于 單于 太叔 申屠 仲孙 仲孫 ' +
    '钟离 鍾離 闻人 聞人 赫连 赫連 拓跋 完颜 完顏 万俟 萬俟 西门 西門 东郭 東郭 南郭 公羊 公良 梁丘 左丘 东门 東門 ' +
    '第五 鲜于 鮮于 闾丘 亓官 司寇 巫马 巫馬 颛孙 壤驷 乐正 漆雕 宰父 谷梁 段干 羊舌 微生 纳兰 納蘭 叶赫 ' +
    '爱新 那拉 贺兰 賀蘭 相里 子车 公西 即墨 达奚 褚师 斛律 库狄 南荣 哥舒 陆费'
  ).split(' '),
);
